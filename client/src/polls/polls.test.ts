import { describe, expect, it } from 'vitest';
import type { BallotContent, BudgetResult, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { emptyBallot, faultOf, mostVotes, priceOf, sameBallot, startingBallot, tidyBallot, whyNoMore } from './form.ts';
import { initialsOf, shadeOf } from './grades.ts';
import { matching, resultRows, spentCents } from './result.ts';
import { boughtBy, ownShare } from './shares.ts';
import { voterStatus } from './voter-status.ts';

const quadratic: PollMethod = { kind: 'quadratic', credits: 100, unit: 5 };
const choice: PollMethod = { kind: 'choice', max: 2 };
const options: PollOption[] = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() }));
const votes = (v: Record<string, number>): BallotContent => ({ kind: 'quadratic', votes: v });

describe('ballot form', () => {
  it('P4: votes (3, 1, 0) cost 10 credits and 50 grains at unit 5; grains of the ballot before can be spent again', () => {
    expect(priceOf(quadratic, votes({ a: 3, b: 1, c: 0 }), 20, { grains: 40 })).toEqual({
      credits: 10,
      grains: 50,
      purse: 60,
    });
  });
  it('P4: a stepper stops when credits or grains run out', () => {
    expect(mostVotes(quadratic, votes({ a: 0, b: 6 }), 'a', 10_000)).toBe(8);
    expect(mostVotes(quadratic, votes({ a: 3, b: 1 }), 'a', 50)).toBe(3);
    expect(mostVotes(quadratic, votes({}), 'a', 4)).toBe(0);
    expect(mostVotes({ ...quadratic, unit: 0 }, votes({}), 'a', 0)).toBe(10);
  });
  it('P4: a stepper that stops says whether credits or grains are short, and by how much', () => {
    const method = { kind: 'quadratic', credits: 30, unit: 5 } as const;
    const given = { kind: 'quadratic', votes: { a: 3, b: 2 } } as const;
    expect(whyNoMore(method, given, 'a', 90)).toEqual({ of: 'grains', n: 35, left: 25 });
    expect(whyNoMore(method, given, 'c', 65)).toEqual({ of: 'grains', n: 5, left: 0 });
    expect(whyNoMore({ ...method, credits: 19 }, given, 'a', 1_000)).toEqual({ of: 'credits', n: 7, left: 6 });
    expect(whyNoMore({ ...method, credits: 19, unit: 0 }, given, 'a', 0)).toEqual({ of: 'credits', n: 7, left: 6 });
  });
  it('P7: names the fault of a ballot', () => {
    const free = { credits: 0, grains: 0, purse: 0 };
    expect(faultOf({ method: quadratic, options }, votes({ a: 0 }), free)?.code).toBe('poll.empty_ballot');
    expect(faultOf({ method: choice, options }, { kind: 'choice', options: ['a', 'b', 'c'] }, free)).toEqual({
      code: 'poll.too_many_options',
      params: { max: 2 },
    });
    expect(faultOf({ method: quadratic, options }, votes({ a: 3 }), { credits: 9, grains: 45, purse: 44 })?.code).toBe(
      'saka.insufficient_grains',
    );
    expect(faultOf({ method: quadratic, options }, votes({ a: 3 }), { credits: 9, grains: 45, purse: 45 })).toBeNull();
  });
  it('a ballot in progress takes precedence over the one cast; one for another method is dropped', () => {
    const cast = votes({ a: 1 });
    expect(startingBallot(quadratic, votes({ b: 2 }), cast)).toEqual(votes({ b: 2 }));
    expect(startingBallot(quadratic, null, cast)).toEqual(votes({ a: 1 }));
    expect(startingBallot(choice, votes({ b: 2 }), cast)).toEqual(emptyBallot(choice));
  });
  it('P5 P6: starts and compares ballots of grades, approvals and points', () => {
    const { judgment, budget } = exampleMethods;
    const points: PollMethod = { ...budget, ballots: 'cumulative', terms: { ...budget.terms, points: 5 } };
    expect([judgment, budget, points].map(emptyBallot)).toEqual([
      { kind: 'judgment', grades: {} },
      { kind: 'budget', projects: [] },
      { kind: 'budget', projects: [], points: [] },
    ]);
    const { terms: _terms, ...imported } = budget;
    expect(emptyBallot(imported)).toBeNull();
    const graded = (grades: Record<string, number>): BallotContent => ({ kind: 'judgment', grades });
    expect(sameBallot(graded({ a: 0, b: 2 }), graded({ b: 2, a: 0 }))).toBe(true);
    expect(sameBallot(graded({ a: 0 }), graded({}))).toBe(false);
    const given = (projects: string[], n?: number[]): BallotContent => ({
      kind: 'budget',
      projects,
      ...(n ? { points: n } : {}),
    });
    expect(sameBallot(given(['a', 'b']), given(['b', 'a']))).toBe(true);
    expect(sameBallot(given(['a', 'b'], [1, 0]), given(['a'], [1]))).toBe(true);
    expect(sameBallot(given(['a', 'b'], [1, 2]), given(['a', 'b'], [2, 1]))).toBe(false);
    expect(tidyBallot(given(['a', 'b'], [0, 3]))).toEqual(given(['b'], [3]));
  });
  it('P6: a device computes from the published result and its own ballot what its share paid', () => {
    const { budget } = exampleMethods;
    const method: PollMethod = { ...budget, costs: { a: 6_000, b: 4_000, c: 5_000 } };
    // Share 30. a: three pay 20. b: the two of them who also want b have 10 left, the two others pay 15 each.
    const outcome: BudgetResult = {
      stands: 'shares',
      share: { n: '6000', d: '2' },
      steps: 0,
      bought: [
        { option: 'a', full: 3, emptied: 0, before: {} },
        { option: 'b', full: 2, emptied: 1, before: { a: 1 } },
      ],
      completed: [],
      greedy: [],
      preferred: null,
    };
    const own = (...projects: string[]) => ownShare({ method }, outcome, { kind: 'budget', projects });
    expect(own('a', 'b')).toEqual({
      share: 3_000,
      left: 0,
      paid: [
        { option: 'a', cents: 2_000 },
        { option: 'b', cents: 1_000 },
      ],
    });
    expect(own('b', 'c')).toEqual({ share: 3_000, left: 1_500, paid: [{ option: 'b', cents: 1_500 }] });
    expect(own('c')).toEqual({ share: 3_000, left: 3_000, paid: [] });
    expect(boughtBy(outcome, method.costs).map((b) => b.price)).toEqual([2_000, 1_500]);
    expect(
      ownShare({ method }, { ...outcome, share: { n: '1', d: '0' } }, { kind: 'budget', projects: [] }),
    ).toBeNull();
  });
  it('compares ballots by value', () => {
    expect(sameBallot(votes({ a: 1, b: 0 }), votes({ a: 1 }))).toBe(true);
    expect(sameBallot({ kind: 'choice', options: ['a', 'b'] }, { kind: 'choice', options: ['b', 'a'] })).toBe(true);
    expect(sameBallot(votes({ a: 1 }), votes({ a: 2 }))).toBe(false);
    expect(tidyBallot(votes({ a: 1, b: 0 }))).toEqual(votes({ a: 1 }));
  });
});

describe('voterStatus', () => {
  const poll = {
    state: 'open' as const,
    community: 'k' as never,
    openToAll: false,
    opensAt: '2027-03-01T00:00:00Z',
    closesAt: '2027-03-10T00:00:00Z',
  };
  const now = Date.parse('2027-03-05T00:00:00Z');
  const member = { signedIn: true, confirmed: true, joinedAt: '2027-02-01T00:00:00Z' };
  it.each([
    ['open', poll, member, now],
    ['counting', poll, member, Date.parse('2027-03-10T00:00:00Z')],
    ['visitor', poll, { ...member, signedIn: false }, now],
    ['too-late', poll, { ...member, joinedAt: null }, now],
    ['too-late', poll, { ...member, joinedAt: '2027-03-02T00:00:00Z' }, now],
    ['open', { ...poll, openToAll: true }, { ...member, joinedAt: null }, now],
    ['open', { ...poll, community: null }, { ...member, joinedAt: null }, now],
    ['join', { ...poll, opensAt: '2027-03-06T00:00:00Z' }, { ...member, joinedAt: null }, now],
    ['unconfirmed', poll, { ...member, confirmed: false }, now],
    ['closed', { ...poll, state: 'closed' as const }, member, now],
  ] as const)('%s', (expected, p, who, at) => expect(voterStatus(p, who, at)).toBe(expected));
});

describe('result', () => {
  it('finds an option by words in any order, without their accents', () => {
    const named = ['Ombre devant l’école', 'Four à pain', 'École ouverte'].map((label) => ({ id: label, label }));
    const rows = resultRows(
      { options: named, method: { kind: 'choice', max: 1 } },
      { ballots: 0, quorumMet: true, counts: [], winners: [] },
    );
    const found = (query: string) => matching(rows, query).map((r) => r.option.label);
    expect(found('ecole ombre')).toEqual(['Ombre devant l’école']);
    expect(found(' ')).toHaveLength(3);
    expect(found('piscine')).toEqual([]);
  });
  it('marks winners and scales bars to the longest', () => {
    const rows = resultRows(
      { method: choice, options },
      {
        ballots: 5,
        quorumMet: true,
        counts: [
          { option: 'b', votes: 4 },
          { option: 'a', votes: 1 },
        ],
        winners: ['b'],
      },
    );
    expect(rows.map((r) => [r.option.id, r.votes, r.won, r.share])).toEqual([
      ['b', 4, true, 1],
      ['a', 1, false, 0.25],
      ['c', 0, false, 0],
    ]);
  });
  it('P6: a budget poll shows which projects were selected and what they cost', () => {
    const budget: PollMethod = {
      kind: 'budget',
      rule: 'greedy',
      ballots: 'cumulative',
      budget: 900,
      currency: 'EUR',
      costs: { a: 500, b: 600 },
    };
    const rows = resultRows(
      { method: budget, options: options.slice(0, 2) },
      {
        ballots: 2,
        quorumMet: true,
        winners: [],
        counts: [
          { option: 'b', votes: 1, score: 7, selected: true },
          { option: 'a', votes: 2, score: 3, selected: false },
        ],
      },
    );
    expect(rows.map((r) => [r.option.id, r.score, r.won, r.cost])).toEqual([
      ['b', 7, true, 600],
      ['a', 3, false, 500],
    ]);
    expect(spentCents(rows)).toBe(600);
    const outcome: BudgetResult = {
      stands: 'shares',
      share: { n: '1', d: '1' },
      steps: 0,
      bought: [{ option: 'b', full: 1, emptied: 0, before: {} }],
      completed: [],
      greedy: ['a'],
      preferred: null,
    };
    const both = resultRows(
      { method: budget, options: options.slice(0, 2) },
      {
        ballots: 2,
        quorumMet: true,
        winners: ['b'],
        counts: [
          { option: 'b', votes: 1, selected: true },
          { option: 'a', votes: 2, selected: false },
        ],
        outcome,
      },
    );
    expect(both.map((r) => [r.option.id, r.won, r.otherwise])).toEqual([
      ['b', true, null],
      ['a', false, 'greedy'],
    ]);
  });
});

describe('grades', () => {
  it('have initials, and shades from the first to the last', () => {
    expect(['Très bien', 'À rejeter', 'Bien', 'Plutôt d’accord avec ça'].map(initialsOf)).toEqual([
      'TB',
      'ÀR',
      'B',
      'PD',
    ]);
    expect(shadeOf(0, 2)).not.toEqual(shadeOf(1, 2));
    expect(new Set(Array.from({ length: 7 }, (_, i) => shadeOf(i, 7).fill)).size).toBe(7);
  });
});
