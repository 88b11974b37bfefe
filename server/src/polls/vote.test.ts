import { checkBallot, ballotCost } from '@egoejo/shared/polls/ballot.ts';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { newId, type PollId } from '@egoejo/shared/platform/ids.ts';
import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { beforeAll, expect, it } from 'vitest';
import type { Database } from '../platform/database/database.ts';
import { testSettlements } from '../testing/settlements.ts';
import { act, newMember, outcome, walletOf } from '../testing/acts.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import { abc, addCommunity, addMember, addMembership, addPoll } from '../testing/world.ts';
import type { Caller } from '../sync/exchange/exchange-deps.ts';
import { settleActs } from '../sync/settle/settle.ts';
import type { MutationEnvelope, Answer } from '@egoejo/shared/sync/protocol.ts';

const QUADRATIC: PollMethod = { kind: 'quadratic', credits: 100, unit: 5 };
const choice = (...options: string[]): BallotContent => ({ kind: 'choice', options });
const votes = (a: number, b = 0, c = 0): BallotContent => ({ kind: 'quadratic', votes: { a, b, c } });

eachDatabase('ballots', (database) => {
  let db: Database;
  beforeAll(() => {
    db = database();
  });
  const settle = (m: Caller, list: MutationEnvelope[], flagsOff: string[] = []): Promise<Answer[]> =>
    settleActs(
      {
        db,
        settlements: testSettlements,
        flagsOff,
        onThrow: (e) => {
          throw e;
        },
      },
      m.member,
      m.device,
      list,
    );
  const vote = (poll: PollId, ballot: BallotContent) => act('poll.vote', { poll, ballot });
  const cast = async (m: Caller, poll: PollId, ballot: BallotContent, flagsOff: string[] = []) =>
    outcome((await settle(m, [vote(poll, ballot)], flagsOff))[0]);

  it('P4: (3, 1, 0) costs 50 grains; changed to (2, 2, 0) it refunds 10; withdrawing refunds all; the 5 harvested stay', async () => {
    const m = await newMember(db, 100);
    const poll = await addPoll(db, { method: QUADRATIC, openToAll: true });
    expect(await cast(m, poll, votes(3, 1))).toBe('applied');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 55, planted: 50, harvested: 5 });
    expect(await cast(m, poll, votes(2, 2))).toBe('applied');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 65, planted: 40, harvested: 5 });
    expect(outcome((await settle(m, [act('poll.withdrawVote', { poll })]))[0])).toBe('applied');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 105, planted: 0, harvested: 5, ledger: 105 });
    expect(await cast(m, poll, votes(1))).toBe('applied');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 100, harvested: 5 });
  });

  it('P2: one ballot per member and poll, changed in place; turnout counts members, not changes', async () => {
    const m = await newMember(db);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 2 }, openToAll: true });
    await settle(m, [vote(poll, choice('a')), vote(poll, choice('b')), vote(poll, choice('b', 'c'))]);
    expect(await db.query('select content from ballot where poll = $1', [poll])).toEqual([
      { content: choice('b', 'c') },
    ]);
    expect(await db.query('select sum(ballots)::int as n from poll_delta where poll = $1', [poll])).toEqual([{ n: 1 }]);
    await settle(m, [act('poll.withdrawVote', { poll })]);
    expect(await db.query('select sum(ballots)::int as n from poll_delta where poll = $1', [poll])).toEqual([{ n: 0 }]);
    expect(outcome((await settle(m, [act('poll.withdrawVote', { poll })]))[0])).toBe('poll.no_ballot');
  });

  it('P1: draft, cancelled, closed and overdue polls accept no ballot; an unknown one is reported as unknown', async () => {
    const m = await newMember(db);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true });
    const overdue = await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true, closesInSeconds: -1 });
    expect(await cast(m, overdue, choice('a'))).toBe('poll.closed');
    for (const [state, code] of [
      ['closed', 'poll.closed'],
      ['cancelled', 'poll.cancelled'],
    ]) {
      await db.query('update poll set state = $2 where id = $1', [poll, state]);
      expect(await cast(m, poll, choice('a'))).toBe(code);
      expect(outcome((await settle(m, [act('poll.withdrawVote', { poll })]))[0])).toBe(code);
    }
    await db.query(
      `update poll set state = 'draft', scope = 'member:' || $2::uuid::text, author = $2::uuid where id = $1`,
      [poll, m.member],
    );
    expect(await cast(m, poll, choice('a'))).toBe('poll.unknown');
    expect(await cast(m, newId<PollId>(), choice('a'))).toBe('poll.unknown');
  });

  it('P1: requires membership before the opening, unless open to all; a private community’s poll is unknown to outsiders', async () => {
    const community = await addCommunity(db);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, community });
    const [early, late, outsider] = [await addMember(db), await addMember(db), await addMember(db)];
    await addMembership(db, early, community);
    await db.query('insert into membership (member, community) values ($1, $2)', [late.id, community]);
    const as = (m: { id: Caller['member']; device: Caller['device'] }): Caller => ({ member: m.id, device: m.device });
    expect([
      await cast(as(early), poll, choice('a')),
      await cast(as(late), poll, choice('a')),
      await cast(as(outsider), poll, choice('a')),
    ]).toEqual(['applied', 'poll.not_member', 'poll.not_member']);
    const hidden = await addPoll(db, {
      method: { kind: 'choice', max: 1 },
      community: await addCommunity(db, 'private'),
      openToAll: true,
    });
    expect(await cast(as(outsider), hidden, choice('a'))).toBe('poll.unknown');
  });

  it('S11: a banned member and a member with an unconfirmed address cannot vote', async () => {
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true });
    const [banned, unconfirmed] = [
      await addMember(db, { status: 'banned' }),
      await addMember(db, { confirmed: false }),
    ];
    expect(await cast({ member: banned.id, device: banned.device }, poll, choice('a'))).toBe('account.banned');
    expect(await cast({ member: unconfirmed.id, device: unconfirmed.device }, poll, choice('a'))).toBe(
      'account.not_confirmed',
    );
    expect(await db.query('select 1 from ballot where poll = $1', [poll])).toEqual([]);
  });

  it('R12 P3: with SAKA_VOTE_ENABLED off only a vote that costs grains is refused', async () => {
    const m = await newMember(db, 100);
    const [paid, free, plain] = [
      await addPoll(db, { method: QUADRATIC, openToAll: true }),
      await addPoll(db, { method: { kind: 'quadratic', credits: 100, unit: 0 }, openToAll: true }),
      await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true }),
    ];
    const off = ['SAKA_VOTE_ENABLED'];
    expect([
      await cast(m, paid, votes(1), off),
      await cast(m, free, votes(1), off),
      await cast(m, plain, choice('a'), off),
    ]).toEqual(['saka.vote_disabled', 'applied', 'applied']);
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 110, planted: 0 });
  });

  it('R12: with ENABLE_SAKA off a vote counts and nothing is harvested', async () => {
    const m = await newMember(db);
    const poll = await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true });
    expect(await cast(m, poll, choice('a'), ['ENABLE_SAKA'])).toBe('applied');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 0, harvested: 0 });
  });

  it('P4: the cost of a ballot is compared with the balance; one that costs too much is refused as a whole', async () => {
    const m = await newMember(db, 20);
    const poll = await addPoll(db, { method: QUADRATIC, openToAll: true });
    expect(await cast(m, poll, votes(3))).toBe('saka.insufficient_grains');
    expect(await cast(m, poll, votes(2))).toBe('applied');
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 5, planted: 20, ledger: 5 });
  });

  it('R5: ten votes a day harvest 5 grains each; the eleventh counts, with a note', async () => {
    const m = await newMember(db);
    for (let i = 0; i < 10; i++)
      expect(
        await cast(m, await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true }), choice('a')),
      ).toBe('applied');
    const [eleventh] = await settle(m, [
      vote(await addPoll(db, { method: { kind: 'choice', max: 1 }, openToAll: true }), choice('a')),
    ]);
    expect(eleventh).toMatchObject({ verdict: { status: 'applied', notes: [{ code: 'saka.daily_limit' }] } });
    expect(await walletOf(db, m.member)).toMatchObject({ balance: 50, harvested: 50 });
  });

  it('P7: the database and the shared code find the same fault and cost for every ballot', async () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'nope');
    const content: fc.Arbitrary<BallotContent> = fc.oneof(
      fc.record({ kind: fc.constant('choice' as const), options: fc.array(ids, { maxLength: 5 }) }),
      fc.record({
        kind: fc.constant('quadratic' as const),
        votes: fc.dictionary(ids, fc.integer({ min: 0, max: 12 }), { maxKeys: 4 }),
      }),
      fc.record({
        kind: fc.constant('judgment' as const),
        grades: fc.dictionary(ids, fc.integer({ min: 0, max: 3 }), { maxKeys: 4 }),
      }),
      fc
        .array(fc.tuple(ids, fc.integer({ min: 0, max: 4 })), { maxLength: 5 })
        .chain((given) =>
          fc.constantFrom<BallotContent>(
            { kind: 'budget', projects: given.map(([id]) => id) },
            { kind: 'budget', projects: given.map(([id]) => id), points: given.map(([, n]) => n) },
            { kind: 'budget', projects: given.map(([id]) => id), points: given.slice(1).map(([, n]) => n) },
          ),
        ),
    );
    const method: fc.Arbitrary<PollMethod> = fc.oneof(
      fc.record({ kind: fc.constant('choice' as const), max: fc.integer({ min: 1, max: 3 }) }),
      fc.record({
        kind: fc.constant('quadratic' as const),
        credits: fc.integer({ min: 1, max: 150 }),
        unit: fc.integer({ min: 0, max: 7 }),
      }),
      fc
        .array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 4 })
        .map((grades): PollMethod => ({ kind: 'judgment', grades, ungraded: 0 })),
      fc
        .constantFrom(null, 1, 6, undefined)
        .map((points): PollMethod => ({
          kind: 'budget',
          rule: 'equal-shares',
          ballots: points === null ? 'approval' : 'cumulative',
          budget: 100,
          currency: 'EUR',
          costs: { a: 1, b: 2, c: 3 },
          ...(points === undefined
            ? {}
            : { terms: { utility: 'cost', completion: 'add1', comparison: false, support: 0, points } }),
        })),
    );
    const options: PollOption[] = abc;
    await fc.assert(
      fc.asyncProperty(method, content, async (m, c) => {
        const shared = checkBallot(m, options, c);
        const [row] = await db.query<{ code: string | null; cost: number }>(
          `select (ballot_fault($1::jsonb, $2::jsonb, $3::jsonb)).code as code,
            ballot_cost($1::jsonb, $3::jsonb) as cost`,
          [m, options, c].map((x) => JSON.stringify(x)),
        );
        expect(row!.code).toBe(shared.ok ? null : shared.error.code);
        if (shared.ok) expect(row!.cost).toBe(ballotCost(m, c));
      }),
      { numRuns: tries(300) },
    );
  });
});
