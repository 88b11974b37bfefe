import type { BallotContent } from '@egoejo/shared/polls/model.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../platform/database/database.ts';
import { grant, walletOf } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { addMember, addPoll, settleBySql, type TestMember } from '../testing/world.ts';

const votes = (a: number): BallotContent => ({ kind: 'quadratic', votes: { a } });

/** Polls by their place, with the votes on its first option: of a square's cost in grains. */
const plans = fc.record({
  grains: fc.integer({ min: 0, max: 40 }),
  acts: fc.array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 20 }),
});

eachDatabase('votes in sets', (database) => {
  let db: Database;
  let polls: PollId[];
  beforeAll(async () => {
    db = database();
    polls = [];
    for (let i = 0; i < 13; i++)
      polls.push(await addPoll(db, { method: { kind: 'quadratic', credits: 16, unit: 1 }, openToAll: true }));
  });
  const kept = async (m: TestMember) => ({
    wallet: await walletOf(db, m.id),
    ballots: await db.query('select poll, content, grains from ballot where member = $1 order by poll', [m.id]),
    turnout: await db.query('select poll, ballots from poll_delta where member = $1 order by poll', [m.id]),
    harvests: await db.query('select day, n from harvest_day where member = $1', [m.id]),
    subjects: await db.query('select reason, subject from harvest_once where member = $1 order by subject', [m.id]),
    transfers: await db.query(
      `select reason, poll, sum(amount)::int as grains, count(*)::int as n from transfer
        where member = $1 and poll is not null group by 1, 2 order by 1, 2`,
      [m.id],
    ),
  });

  it('P4 R5: votes settled in a set give the verdicts and tables of votes settled one by one', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async ({ grains, acts }) => {
        const [together, apart] = [await addMember(db), await addMember(db)];
        if (grains > 0) for (const m of [together, apart]) await grant(db, m.id, grains);
        const wanted = acts.map(([place, a]) => ({
          name: 'poll.vote' as const,
          args: { poll: polls[place]!, ballot: votes(a) },
        }));
        const one = await settleBySql(db, together, wanted);
        const other = [];
        for (const act of wanted) other.push(...(await settleBySql(db, apart, [act])));
        expect(one).toEqual(other);
        expect(await kept(together)).toEqual(await kept(apart));
      }),
      { numRuns: tries(60) },
    );
  });

  it('P4 R5: a set with more harvests than a day allows changes nothing', async () => {
    const m = await addMember(db);
    const none = 'null, null, null, null, null';
    await expect(
      db.query(
        `select ledger_ballots(null, ${none}, array_fill($1::uuid, array[11]), array_fill(1::bigint, array[11]),
          array_fill(null::uuid, array[11]), $2::uuid[], array_fill(current_date, array[11]), 5, 10)`,
        [m.id, polls.slice(0, 11)],
      ),
    ).rejects.toThrow('more than 10 harvests a day');
    expect(await kept(m)).toMatchObject({ harvests: [], subjects: [], transfers: [] });
  });
});
