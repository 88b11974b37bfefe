import fc, { tries } from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { newId, type CommunityId, type MutationKey, type PollId } from '@egoejo/shared/platform/ids.ts';
import { ballotCost, checkBallot } from '@egoejo/shared/polls/ballot.ts';
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { eachDatabase } from '../testing/database/postgres.ts';
import {
  abc,
  addCommunity,
  addMember,
  addMembership,
  addPoll,
  giveGrains,
  settleBySql,
  type TestMember,
} from '../testing/world.ts';

const choice: PollMethod = { kind: 'choice', max: 2 };
const quadratic: PollMethod = { kind: 'quadratic', credits: 100, unit: 5 };
const named = (...options: string[]): BallotContent => ({ kind: 'choice', options });
const given = (votes: Record<string, number>): BallotContent => ({ kind: 'quadratic', votes });
const judgment: PollMethod = { kind: 'judgment', grades: ['non', 'peut-être', 'oui'], ungraded: 0 };
const graded = (grades: Record<string, number>): BallotContent => ({ kind: 'judgment', grades });
const budget = (points: number | null): PollMethod => ({
  kind: 'budget',
  rule: 'equal-shares',
  ballots: points === null ? 'approval' : 'cumulative',
  budget: 10_000,
  currency: 'EUR',
  costs: { a: 6_000, b: 3_000, c: 3_000 },
  terms: { utility: 'cost', completion: 'add1', comparison: false, support: 0, points },
});
const bought = (projects: string[], points?: number[]): BallotContent => ({
  kind: 'budget',
  projects,
  ...(points ? { points } : {}),
});

eachDatabase('ballots', (database) => {
  const vote = async (m: TestMember, poll: PollId, ballot: BallotContent, off: string[] = []) =>
    (await settleBySql(database(), m, [{ name: 'poll.vote', args: { poll, ballot } }], off))[0]!;
  const withdraw = async (m: TestMember, poll: PollId) =>
    (await settleBySql(database(), m, [{ name: 'poll.withdrawVote', args: { poll } }]))[0]!;
  const wallet = async (m: TestMember) =>
    (await database().query('select balance, harvested, planted from wallet where member = $1', [m.id]))[0];
  const ballots = (poll: PollId) => database().query('select content, grains from ballot where poll = $1', [poll]);
  const turnout = async (poll: PollId) => {
    await database().query('select combine_tallies(5000)');
    return (await database().query<{ ballots: number }>('select ballots from poll_tally where id = $1', [poll]))[0]!
      .ballots;
  };
  async function rich(grains = 300) {
    const member = await addMember(database());
    await giveGrains(database(), member, grains);
    return member;
  }

  it('P4: votes (3, 1, 0) cost 10 credits, 50 grains; changed to (2, 2, 0) they cost 8 and 10 are refunded; withdrawn, all are', async () => {
    const [member, poll] = [await rich(100), await addPoll(database(), { method: quadratic })];
    expect(await vote(member, poll, given({ a: 3, b: 1, c: 0 }))).toEqual({
      code: null,
      detail: [{ code: 'saka.harvested', params: { grains: 5 } }],
    });
    expect(await wallet(member)).toEqual({ balance: 55, harvested: 105, planted: 50 });
    expect(await vote(member, poll, given({ a: 2, b: 2 }))).toEqual({ code: null, detail: null });
    expect(await wallet(member)).toEqual({ balance: 65, harvested: 105, planted: 40 });
    expect(await ballots(poll)).toEqual([{ content: given({ a: 2, b: 2 }), grains: 40 }]);
    expect(await withdraw(member, poll)).toEqual({ code: null, detail: null });
    expect(await wallet(member)).toEqual({ balance: 105, harvested: 105, planted: 0 });
    expect(await ballots(poll)).toEqual([]);
  });
  it('P2: one ballot per member and poll; a change counts nobody twice, a withdrawal removes one', async () => {
    const [member, other, poll] = [await rich(), await rich(), await addPoll(database(), { method: choice })];
    await vote(member, poll, named('a'));
    await vote(member, poll, named('b', 'c'));
    await vote(other, poll, named('a'));
    expect([await ballots(poll), await turnout(poll)]).toMatchObject([[{ grains: 0 }, { grains: 0 }], 2]);
    await withdraw(member, poll);
    expect(await turnout(poll)).toBe(1);
  });
  it('R5: a poll harvests 5 grains once per member, even if the vote is withdrawn and cast again', async () => {
    const [member, poll] = [await addMember(database()), await addPoll(database(), { method: choice })];
    await vote(member, poll, named('a'));
    await withdraw(member, poll);
    expect(await vote(member, poll, named('b'))).toEqual({ code: null, detail: null });
    expect(await wallet(member)).toEqual({ balance: 5, harvested: 5, planted: 0 });
  });
  it('R5: the eleventh vote of a day counts without grains, and the member is told', async () => {
    const member = await addMember(database());
    const polls = await Promise.all(Array.from({ length: 11 }, () => addPoll(database(), { method: choice })));
    const verdicts = await settleBySql(
      database(),
      member,
      polls.map((poll) => ({ name: 'poll.vote' as const, args: { poll, ballot: named('a') } })),
    );
    expect(verdicts.map((v) => v.detail)).toEqual([
      ...Array.from({ length: 10 }, () => [{ code: 'saka.harvested', params: { grains: 5 } }]),
      [{ code: 'saka.daily_limit', params: { limit: 10 } }],
    ]);
    expect(await wallet(member)).toMatchObject({ balance: 50 });
    expect(await ballots(polls[10]!)).toHaveLength(1);
  });
  it.each([
    ['another method', choice, given({ a: 1 }), 'poll.wrong_method', { method: 'choice' }],
    ['another method', quadratic, named('a'), 'poll.wrong_method', { method: 'quadratic' }],
    ['an unknown option', choice, named('a', 'z'), 'poll.unknown_option', { option: 'z' }],
    ['an option twice', choice, named('a', 'a'), 'poll.option_twice', {}],
    ['nothing', choice, named(), 'poll.empty_ballot', {}],
    ['too many', choice, named('a', 'b', 'c'), 'poll.too_many_options', { max: 2 }],
    ['an unknown option', quadratic, given({ z: 1 }), 'poll.unknown_option', { option: 'z' }],
    ['nothing', quadratic, given({ a: 0 }), 'poll.empty_ballot', {}],
    ['101 credits', quadratic, given({ a: 10, b: 1 }), 'poll.over_credits', { credits: 101, max: 100 }],
    ['a negative vote', quadratic, given({ a: -1 }), 'poll.bad_votes', {}],
    ['half a vote', quadratic, given({ a: 0.5 }), 'poll.bad_votes', {}],
    ['another method', judgment, named('a'), 'poll.wrong_method', { method: 'judgment' }],
    ['an unknown option', judgment, graded({ z: 1 }), 'poll.unknown_option', { option: 'z' }],
    ['a grade too high', judgment, graded({ a: 3 }), 'poll.bad_grade', { max: 2 }],
    ['a negative grade', judgment, graded({ a: -1 }), 'poll.bad_grade', { max: 2 }],
    ['half a grade', judgment, graded({ a: 0.5 }), 'poll.bad_grade', { max: 2 }],
    ['no grade', judgment, graded({}), 'poll.empty_ballot', {}],
    ['another method', budget(null), graded({ a: 1 }), 'poll.wrong_method', { method: 'budget' }],
    ['points in place of approvals', budget(null), bought(['a'], [1]), 'poll.wrong_method', { method: 'budget' }],
    ['approvals in place of points', budget(6), bought(['a']), 'poll.wrong_method', { method: 'budget' }],
    ['an unknown option', budget(null), bought(['a', 'z']), 'poll.unknown_option', { option: 'z' }],
    ['an option twice', budget(null), bought(['a', 'a']), 'poll.option_twice', {}],
    ['nothing', budget(null), bought([]), 'poll.empty_ballot', {}],
    ['a point short', budget(6), bought(['a', 'b'], [1]), 'poll.bad_points', {}],
    ['no point for a project', budget(6), bought(['a', 'b'], [1, 0]), 'poll.bad_points', {}],
    ['negative points', budget(6), bought(['a', 'b'], [1, -2]), 'poll.bad_points', {}],
    ['too many points', budget(6), bought(['a', 'b'], [5, 2]), 'poll.over_points', { points: 7, max: 6 }],
  ] satisfies [string, PollMethod, BallotContent, string, object][])(
    'P7: a ballot with %s is refused as a whole',
    async (_what, method, ballot, code, detail) => {
      const [member, poll] = [await rich(), await addPoll(database(), { method })];
      const before = await wallet(member);
      expect(await vote(member, poll, ballot)).toEqual({ code, detail });
      expect([await wallet(member), await ballots(poll)]).toEqual([before, []]);
    },
  );
  it('P7: shared and server code accept the same ballots at the same price', async () => {
    const id = fc.constantFrom('a', 'b', 'c', 'z');
    const ballot = fc.oneof(
      fc.array(id, { maxLength: 4 }).map((options): BallotContent => ({ kind: 'choice', options })),
      fc.dictionary(id, fc.integer({ min: -1, max: 11 })).map((votes): BallotContent => ({ kind: 'quadratic', votes })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(choice, quadratic), ballot, async (method, content) => {
        const [row] = await database().query<{ code: string | null; cost: number | null }>(
          `select f.code, case when f.code is null then ballot_cost($1::jsonb, $3::jsonb) end as cost
            from ballot_fault($1::jsonb, $2::jsonb, $3::jsonb) f`,
          [JSON.stringify(method), JSON.stringify(abc), JSON.stringify(content)],
        );
        const judged = checkBallot(method, abc, content);
        expect([row?.code ?? null, row?.cost ?? null]).toEqual([
          judged.ok ? null : judged.error.code,
          judged.ok ? ballotCost(method, content) : null,
        ]);
      }),
      { numRuns: tries(150) },
    );
  });
  it('P3: choice polls cost nothing; with SAKA votes off only votes that cost grains are refused', async () => {
    const [member, free, paid] = [
      await rich(50),
      await addPoll(database(), { method: choice }),
      await addPoll(database(), { method: quadratic }),
    ];
    expect((await vote(member, free, named('a'), ['SAKA_VOTE_ENABLED'])).code).toBeNull();
    expect((await vote(member, paid, given({ a: 1 }), ['SAKA_VOTE_ENABLED'])).code).toBe('saka.vote_disabled');
    const gratis = await addPoll(database(), { method: { ...quadratic, unit: 0 } });
    expect((await vote(member, gratis, given({ a: 9 }), ['SAKA_VOTE_ENABLED'])).code).toBeNull();
    const off = await addPoll(database(), { method: choice });
    expect(await vote(member, off, named('a'), ['ENABLE_SAKA', 'SAKA_VOTE_ENABLED'])).toEqual({
      code: null,
      detail: null,
    });
  });
  it('R7: a ballot that the wallet cannot pay for is refused with the balance and the cost', async () => {
    const [member, poll] = [await rich(40), await addPoll(database(), { method: quadratic })];
    expect(await vote(member, poll, given({ a: 3 }))).toEqual({
      code: 'saka.insufficient_grains',
      detail: { balance: 40, asked: 45 },
    });
    await vote(member, poll, given({ a: 2 }));
    // 25 grains are left, including the five for voting; three votes cost 25 more than two.
    expect((await vote(member, poll, given({ a: 3 }))).code).toBeNull();
    expect(await wallet(member)).toMatchObject({ balance: 0, planted: 45 });
  });
  it('S11: a poll that is closed, due, cancelled, a draft, unknown or not visible accepts no ballot and no withdrawal', async () => {
    const member = await rich();
    const hidden = await addCommunity(database(), 'private');
    const state = async (to: string, poll: PollId) => {
      await database().query(`update poll set state = $2 where id = $1`, [poll, to]);
      return poll;
    };
    const make = () => addPoll(database(), { method: choice });
    const draft = await make();
    await database().query(
      `update poll set state = 'draft', author = $2::uuid, scope = 'member:' || $2::uuid where id = $1`,
      [draft, member.id],
    );
    const cases: [PollId, string][] = [
      [await state('closed', await make()), 'poll.closed'],
      [await addPoll(database(), { method: choice, closesInSeconds: -1 }), 'poll.closed'],
      [await state('cancelled', await make()), 'poll.cancelled'],
      [draft, 'poll.unknown'],
      [newId<PollId>(), 'poll.unknown'],
      [await addPoll(database(), { method: choice, community: hidden, openToAll: true }), 'poll.unknown'],
    ];
    for (const [poll, code] of cases) {
      expect((await vote(member, poll, named('a'))).code).toBe(code);
      expect((await withdraw(member, poll)).code).toBe(code);
    }
  });
  it('S11: voting requires membership before the opening, unless the poll is open to all', async () => {
    const community: CommunityId = await addCommunity(database());
    const poll = await addPoll(database(), { method: choice, community });
    const [outsider, late, early] = [await rich(), await rich(), await rich()];
    await addMembership(database(), early, community);
    await addMembership(database(), late, community);
    await database().query('update membership set joined_at = now() where member = $1', [late.id]);
    expect((await vote(outsider, poll, named('a'))).code).toBe('poll.not_member');
    expect((await vote(late, poll, named('a'))).code).toBe('poll.not_member');
    expect((await vote(early, poll, named('a'))).code).toBeNull();
    expect(
      (await vote(outsider, await addPoll(database(), { method: choice, community, openToAll: true }), named('a')))
        .code,
    ).toBeNull();
  });
  it('S11: a banned member and a member with an unconfirmed address cast no ballot', async () => {
    const poll = await addPoll(database(), { method: choice });
    expect((await vote(await addMember(database(), { status: 'banned' }), poll, named('a'))).code).toBe(
      'account.banned',
    );
    expect((await vote(await addMember(database(), { confirmed: false }), poll, named('a'))).code).toBe(
      'account.not_confirmed',
    );
  });
  it('a member who left the community can withdraw a ballot; one who cast none cannot', async () => {
    const hidden = await addCommunity(database(), 'private');
    const poll = await addPoll(database(), { method: choice, community: hidden });
    const member = await rich();
    await addMembership(database(), member, hidden);
    await vote(member, poll, named('a'));
    await database().query('delete from membership where member = $1', [member.id]);
    expect((await withdraw(member, poll)).code).toBeNull();
    expect((await withdraw(member, poll)).code).toBe('poll.unknown');
    expect((await withdraw(member, await addPoll(database(), { method: choice }))).code).toBe('poll.no_ballot');
  });
  it('R11: refunds count in the cycles of the spends, latest spend first', async () => {
    const [first, second] = [newId(), newId()];
    const activate = async (id: string) => {
      await database().query('update cycle set active = false where active');
      await database().query('update cycle set active = true where id = $1', [id]);
    };
    for (const id of [first, second])
      await database().query(
        `insert into cycle (id, name, starts_at, ends_at)
          values ($1, 'x', now() - interval '1 day', now() + interval '1 day')`,
        [id],
      );
    const [member, poll] = [await rich(), await addPoll(database(), { method: quadratic })];
    const net = async () =>
      Object.fromEntries(
        (
          await database().query<{ cycle: string; n: number }>(
            `select cycle, sum(case when reason = 'poll_spend' then amount else -amount end)::bigint as n from transfer
              where poll = $1 and reason <> 'poll_vote' group by cycle`,
            [poll],
          )
        ).map((r) => [r.cycle, r.n]),
      );
    await activate(first);
    await vote(member, poll, given({ a: 2 }));
    await activate(second);
    await vote(member, poll, given({ b: 2 }));
    expect(await net()).toEqual({ [first]: 20 });
    await vote(member, poll, given({ b: 3 }));
    expect(await net()).toEqual({ [first]: 20, [second]: 25 });
    await vote(member, poll, given({ b: 1 }));
    expect(await net()).toEqual({ [first]: 5, [second]: 0 });
    await withdraw(member, poll);
    expect(await net()).toEqual({ [first]: 0, [second]: 0 });
    await database().query('update cycle set active = false where active');
  });
  it('P4: after any sequence of ballots exactly the last one’s cost is planted', async () => {
    const votes = fc.record({ a: fc.nat(6), b: fc.nat(6), c: fc.nat(6) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(votes, fc.constant(null)), { minLength: 1, maxLength: 8 }), async (acts) => {
        const [member, poll] = [await rich(500), await addPoll(database(), { method: quadratic })];
        let planted = 0;
        for (const act of acts) {
          const verdict = act ? await vote(member, poll, given(act)) : await withdraw(member, poll);
          if (verdict.code === null) planted = act ? ballotCost(quadratic, given(act)) : 0;
        }
        expect(await wallet(member)).toMatchObject({ planted });
        expect((await ballots(poll)).map((b) => b['grains'])).toEqual(planted > 0 ? [planted] : []);
      }),
      { numRuns: tries(10) },
    );
  });
  it('S26: an act’s transfers carry its key', async () => {
    const [member, poll, key] = [await rich(), await addPoll(database(), { method: quadratic }), newId<MutationKey>()];
    await settleBySql(database(), member, [{ name: 'poll.vote', args: { poll, ballot: given({ a: 1 }) }, key }]);
    expect(await database().query('select reason from transfer where key = $1 order by reason', [key])).toEqual([
      { reason: 'poll_vote' },
      { reason: 'poll_spend' },
    ]);
  });
});
