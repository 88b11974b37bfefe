import { expect, it } from 'vitest';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import { askInSlices, openQueue } from './queue-file.ts';

const act = {
  key: newId(),
  name: 'poll.vote',
  version: 1,
  args: { poll: newId(), ballot: { kind: 'choice', options: ['secret-option'] } },
  madeAt: '2026-11-20T10:00:00.000Z',
  subject: 'Un vote intime',
  cancelKey: null,
};
const queue = {
  format: 'egoejo-queue',
  version: 1,
  member: newId(),
  exportedAt: '2026-11-20T11:00:00.000Z',
  acts: [act],
};

it('S22: opens an exported queue without its arguments and titles', () => {
  const opened = openQueue(JSON.stringify(queue));
  expect(opened).toEqual({
    member: queue.member,
    exportedAt: queue.exportedAt,
    acts: [{ key: act.key, name: 'poll.vote', madeAt: act.madeAt }],
  });
  expect(JSON.stringify(opened)).not.toMatch(/secret-option|intime/);
});
it('rejects every other file', () => {
  for (const text of [
    '',
    '{}',
    '{"format":"egoejo-queue"}',
    JSON.stringify({ ...queue, member: 'x' }),
    JSON.stringify({ ...queue, acts: [{ ...act, key: 'x' }] }),
  ])
    expect(openQueue(text), text).toBeNull();
});

it('asks about every act of a long file, one call after the other, each with an address short enough for servers and proxies', async () => {
  const acts = Array.from({ length: 1201 }, () => ({ ...act, key: newId<MutationKey>() }));
  const opened = openQueue(JSON.stringify({ ...queue, acts }));
  let [longest, open] = [0, 0];
  const known = await askInSlices(
    opened!.acts.map((a) => a.key),
    async (keys) => {
      expect(open++).toBe(0);
      longest = Math.max(longest, encodeURIComponent(JSON.stringify({ 0: { member: queue.member, keys } })).length);
      await Promise.resolve();
      open--;
      return keys.map((key) => ({ key }));
    },
  );
  expect(known).toEqual(acts.map(({ key }) => ({ key })));
  expect(longest).toBeGreaterThan(1000);
  expect(longest).toBeLessThan(8000);
});
