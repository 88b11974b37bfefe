import { expect, it } from 'vitest';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { openQueue } from './queue-file.ts';

const act = { key: newId(), name: 'poll.vote', version: 1, args: { poll: newId(), ballot: { kind: 'choice', options: ['secret-option'] } }, madeAt: '2026-11-20T10:00:00.000Z', subject: 'Un vote intime', cancelKey: null };
const queue = { format: 'egoejo-queue', version: 1, member: newId(), exportedAt: '2026-11-20T11:00:00.000Z', acts: [act] };

it('S22: opens an exported queue without its arguments and titles', () => {
  const opened = openQueue(JSON.stringify(queue));
  expect(opened).toEqual({ member: queue.member, exportedAt: queue.exportedAt, acts: [{ key: act.key, name: 'poll.vote', madeAt: act.madeAt }] });
  expect(JSON.stringify(opened)).not.toMatch(/secret-option|intime/);
});
it('opens nothing else', () => {
  for (const text of ['', '{}', '{"format":"egoejo-queue"}', JSON.stringify({ ...queue, member: 'x' }), JSON.stringify({ ...queue, acts: [{ ...act, key: 'x' }] })]) expect(openQueue(text), text).toBeNull();
});
