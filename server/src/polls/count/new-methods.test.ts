import { expect, it } from 'vitest';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { BallotContent, PollMethod, PollResult } from '@egoejo/shared/polls/model.ts';
import { enter, openLedger, paymentsOf } from '@egoejo/shared/polls/shares-ledger.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import type { Database } from '../../platform/database/database.ts';
import { eachDatabase } from '../../testing/database/postgres.ts';
import { addMember, addPoll, settleBySql, type TestMember } from '../../testing/world.ts';
import { closeDuePolls } from '../closing.ts';
import { readPoll, recount } from './count-stored.ts';
import { exportText } from '../files/export.ts';
import { recountFile } from '../files/exported-file.ts';
import { tallyJudgmentCsv } from './tally-judgment.ts';

const judgment: PollMethod = { kind: 'judgment', grades: ['non', 'peut-être', 'oui'], ungraded: 1 };
const budget = { ...exampleMethods.budget, budget: 10_000, costs: { a: 10_000, b: 3_300, c: 3_300 } };
const cumulative: PollMethod = {
  ...budget,
  ballots: 'cumulative',
  terms: { ...budget.terms, points: 5, comparison: true },
};

/** Votes, closes the poll and counts it. */
async function counted(
  db: Database,
  method: PollMethod,
  ballots: readonly BallotContent[],
  quorum: number | null = null,
): Promise<{ poll: PollId; members: TestMember[]; result: PollResult }> {
  const poll = await addPoll(db, { method, quorum });
  const members: TestMember[] = [];
  for (const ballot of ballots) {
    const member = await addMember(db);
    members.push(member);
    expect(await settleBySql(db, member, [{ name: 'poll.vote', args: { poll, ballot } }])).toMatchObject([
      { code: null },
    ]);
  }
  await db.query('select combine_tallies(5000)');
  await db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  await closeDuePolls(db, () => undefined);
  const result = (await readPoll(db, poll))!.result!;
  expect(await recount(db, poll)).toMatchObject({ ballots: ballots.length, gaps: [] });
  return { poll, members, result };
}
const graded = (grades: Record<string, number>): BallotContent => ({ kind: 'judgment', grades });
const approving = (...projects: string[]): BallotContent => ({ kind: 'budget', projects });

eachDatabase('majority judgment and budget polls', (database) => {
  it('P6: the rule for ties is frozen at opening, stands in the export, and no count uses another', async () => {
    const db = database();
    const methods: [PollMethod, string][] = [
      [{ kind: 'choice', max: 1 }, 'shared'],
      [{ kind: 'quadratic', credits: 100, unit: 5 }, 'shared'],
      [judgment, 'medians'],
      [budget, 'votes-cost-id'],
    ];
    for (const [method, rule] of methods) {
      const poll = await addPoll(db, { method });
      await db.query(`update poll set state = 'draft', ties = null, frozen = null where id = $1`, [poll]);
      await db.query(`update poll set state = 'open' where id = $1`, [poll]);
      expect(await readPoll(db, poll)).toMatchObject({ ties: rule });
    }
    const { poll, result } = await counted(db, budget, [approving('b'), approving('c')]);
    expect(result.winners).toEqual(['b', 'c']);
    const stored = { ...(await readPoll(db, poll))!, result };
    const pieces: string[] = [];
    for await (const text of exportText(db, stored, 'json')) pieces.push(text);
    const json = pieces.join('');
    expect(await recountFile(json)).toMatchObject({ ok: true, value: { gaps: [] } });
    expect(await recountFile(json.replace('"votes-cost-id"', 'null'))).toMatchObject({ ok: true, value: { gaps: [] } });
    const other = json.replace('"votes-cost-id"', '"by-lot"');
    expect(await recountFile(other)).toMatchObject({ ok: false, error: { code: 'recount.bad_ballot' } });
    await db.query(`update poll set ties = 'by-lot' where id = $1`, [poll]);
    await expect(recount(db, poll)).rejects.toThrow('unknown tie rule by-lot');
    expect(await db.query(`select frozen = poll_digest(poll) as same from poll where id = $1`, [poll])).toEqual([
      { same: false },
    ]);
  });
  it('P5 P8: a closed poll has ranks, grades and profiles; a recount proves them and names what was changed', async () => {
    const { poll, result } = await counted(database(), judgment, [
      graded({ a: 2, b: 0 }),
      graded({ a: 2 }),
      graded({ a: 0, b: 2, c: 2 }),
    ]);
    expect(result).toEqual({
      ballots: 3,
      quorumMet: true,
      winners: ['a'],
      counts: [
        { option: 'a', votes: 3, grades: [1, 0, 2], rank: 1, grade: 2 },
        { option: 'c', votes: 1, grades: [0, 2, 1], rank: 2, grade: 1 },
        { option: 'b', votes: 2, grades: [1, 1, 1], rank: 3, grade: 1 },
      ],
    });
    const stored = (await readPoll(database(), poll))!;
    const csv: string[] = [];
    for await (const text of exportText(database(), { ...stored, result }, 'csv')) csv.push(text);
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(csv.join(''));
    }
    const { tally } = await tallyJudgmentCsv(bytes(), 1);
    expect(tally?.options.map((o) => [stored.options[o.index]?.id, o.rank])).toEqual([
      ['a', 1],
      ['c', 2],
      ['b', 3],
    ]);
    await database().query(
      `update poll set result = jsonb_set(result, '{counts,0,grades}', '[0, 1, 2]') where id = $1`,
      [poll],
    );
    expect(await recount(database(), poll)).toMatchObject({ gaps: [{ check: 'grades', id: 'a' }] });
  });
  it('P5 P1: without ballots nobody wins, and a missed quorum leaves ranks without a winner', async () => {
    expect((await counted(database(), judgment, [])).result).toMatchObject({
      winners: [],
      counts: [{ rank: 1 }, {}, {}],
    });
    expect((await counted(database(), judgment, [graded({ a: 2 })], 2)).result).toMatchObject({
      quorumMet: false,
      winners: [],
      counts: [{ option: 'a', rank: 1 }, {}, {}],
    });
  });
  it('P6 P8: a closed budget poll has both outcomes; from them and a ballot follows what it paid', async () => {
    const ballots = ['a', 'a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c'].map((p) => approving(p));
    const { poll, result } = await counted(database(), budget, ballots);
    expect(result).toMatchObject({
      winners: ['b', 'c'],
      outcome: { stands: 'shares', greedy: ['a'], completed: [], preferred: null },
      counts: [
        { option: 'a', votes: 4, selected: false },
        { option: 'b', votes: 3, selected: true },
        { option: 'c', votes: 3, selected: true },
      ],
    });
    const { share, bought } = result.outcome!;
    const ledger = openLedger({ n: BigInt(share.n), d: BigInt(share.d) });
    for (const one of bought) enter(ledger, 3_300n, { ...one, before: bought.map((b) => one.before[b.option] ?? 0) });
    expect(paymentsOf(ledger, [1, 0]).map((n) => n / ledger.unit)).toEqual([1_100n, 0n]);
    await database().query(`update poll set result = jsonb_set(result, '{outcome,steps}', '0') where id = $1`, [poll]);
    expect(await recount(database(), poll)).toMatchObject({ gaps: [{ check: 'outcome' }] });
  });
  it('P6: cumulative ballots weigh by points; the comparison is told', async () => {
    const points = (...given: [string, number][]): BallotContent => ({
      kind: 'budget',
      projects: given.map(([p]) => p),
      points: given.map(([, n]) => n),
    });
    const { result } = await counted(database(), cumulative, [
      points(['a', 5]),
      points(['a', 1], ['b', 4]),
      points(['b', 1], ['c', 4]),
      points(['c', 5]),
    ]);
    expect(result).toMatchObject({
      counts: [
        { option: 'c', votes: 2, score: 9 },
        { option: 'a', votes: 2, score: 6 },
        { option: 'b', votes: 2, score: 5 },
      ],
      outcome: { greedy: ['c', 'b'] },
    });
    expect(result.outcome!.stands === 'shares').toBe(
      result.outcome!.preferred === null || result.outcome!.preferred.shares > result.outcome!.preferred.greedy,
    );
  });
  it('P1: a missed quorum of a budget poll shows both outcomes and has no winner', async () => {
    const { result } = await counted(database(), budget, [approving('a'), approving('b')], 3);
    expect(result).toMatchObject({ quorumMet: false, winners: [], outcome: { greedy: ['b'] } });
    expect(result.counts.some((c) => c.selected)).toBe(false);
  });
});
