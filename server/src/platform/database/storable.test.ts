import { expect, it } from 'vitest';
import { settleActs } from '../../sync/settle/settle.ts';
import { testSettlements } from '../../testing/settlements.ts';
import { newId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember, addPoll } from '../../testing/world.ts';
import { isStorable } from './storable.ts';

it('recognises what PostgreSQL can store', () => {
  for (const good of ['', 'é😀', '\\u0000', { a: ['b', 1, null, true] }, 7, null, undefined])
    expect(isStorable(good)).toBe(true);
  for (const bad of ['\0', 'a\ud800', '\udc00b', ['x', '\0'], { a: { b: '\ud83d' } }, { '\0': 1 }])
    expect(isStorable(bad)).toBe(false);
});

eachDatabase('an act with text that cannot be stored', (database) => {
  it.each(['\0', '\ud83d'])('is refused with a code: %j', async (text) => {
    const db = database();
    const { id, device } = await addMember(db);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 } });
    const act = (seq: number, name: string, args: Record<string, unknown>) => ({
      key: newId<MutationKey>(),
      seq,
      name,
      version: 1,
      args,
      madeAt: new Date().toISOString(),
    });
    const thrown: unknown[] = [];
    const answers = await settleActs(
      { db, settlements: testSettlements, flagsOff: [], onThrow: (e) => void thrown.push(e) },
      id,
      device,
      [
        act(1, 'profile.update', { name: `A${text}` }),
        act(2, 'poll.vote', { poll, ballot: { kind: 'choice', options: [text] } }),
      ],
    );
    expect(thrown).toEqual([]);
    expect(answers).toMatchObject([
      { verdict: { status: 'rejected', code: 'sync.bad_args' } },
      { verdict: { status: 'rejected', code: 'sync.bad_args' } },
    ]);
  });
});
