import fc from '@egoejo/shared/testing/fast-check.ts';
import { describe, expect, it } from 'vitest';
import { exactOf, type Exact } from '../../platform/files/exact.ts';
import { creditsOf } from '@egoejo/shared/polls/ballot.ts';
import { countBallots } from '../../testing/count-ballots.ts';
import { ranksOf, type CountedMethod } from './count.ts';
import { budgetCounter, budgetResult } from './count-budget.ts';
import { greedy, type Priced } from '@egoejo/shared/polls/greedy.ts';
import { greedyRule } from './greedy.ts';
import type { BallotContent } from '@egoejo/shared/polls/model.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }));
const choice: CountedMethod = { kind: 'choice', max: 3 };
const quadratic: CountedMethod = { kind: 'quadratic', credits: 100, unit: 5 };
const count = (method: CountedMethod, ballots: BallotContent[], quorum: number | null = null) =>
  countBallots(method, options, ballots, quorum);

describe('choice', () => {
  it('P3: counts each option a ballot names, best first, ties both winners', () => {
    const result = count(choice, [
      { kind: 'choice', options: ['b'] },
      { kind: 'choice', options: ['b', 'c'] },
      { kind: 'choice', options: ['c'] },
    ]);
    expect(result).toEqual({
      ballots: 3,
      quorumMet: true,
      counts: [
        { option: 'b', votes: 2 },
        { option: 'c', votes: 2 },
        { option: 'a', votes: 0 },
      ],
      winners: ['b', 'c'],
    });
  });
  it('P3: any order of ballots gives the same counts, and they add up', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(['a', 'b', 'c'], { minLength: 1 })), (ballots) => {
        const contents = ballots.map((o): BallotContent => ({ kind: 'choice', options: o }));
        const result = count(choice, contents);
        expect(count(choice, contents.toReversed())).toEqual(result);
        expect(result.counts.reduce((sum, c) => sum + c.votes, 0)).toBe(ballots.flat().length);
      }),
    );
  });
  it('P1: a missed quorum shows counts and has no winner', () => {
    const ballots: BallotContent[] = [{ kind: 'choice', options: ['a'] }];
    expect(count(choice, ballots, 2)).toMatchObject({
      quorumMet: false,
      winners: [],
      ballots: 1,
      counts: [{ option: 'a', votes: 1 }, {}, {}],
    });
    expect(count(choice, ballots, 1)).toMatchObject({ quorumMet: true, winners: ['a'] });
  });
  it('has no winner without ballots', () => {
    expect(count(choice, [])).toMatchObject({ ballots: 0, quorumMet: true, winners: [] });
  });
  it('throws for what was never checked: another kind, an unknown option', () => {
    expect(() => count(choice, [{ kind: 'quadratic', votes: {} }])).toThrow('quadratic ballot in a choice poll');
    expect(() => count(choice, [{ kind: 'choice', options: ['z'] }])).toThrow('unknown option z');
  });
});

describe('quadratic', () => {
  it('P4: the result is Σ v per option, not Σ v²', () => {
    const result = count(quadratic, [
      { kind: 'quadratic', votes: { a: 3, b: 1 } },
      { kind: 'quadratic', votes: { b: 1, c: 2 } },
    ]);
    expect(result.counts).toEqual([
      { option: 'a', votes: 3 },
      { option: 'b', votes: 2 },
      { option: 'c', votes: 2 },
    ]);
    expect(result.winners).toEqual(['a']);
    expect(creditsOf({ a: 3, b: 1, c: 0 })).toBe(10);
  });
  it('P4: adds up for any ballots', () => {
    const ballot = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(10));
    fc.assert(
      fc.property(fc.array(ballot), (ballots) => {
        const result = count(
          quadratic,
          ballots.map((votes) => ({ kind: 'quadratic', votes })),
        );
        for (const c of result.counts) expect(c.votes).toBe(ballots.reduce((sum, b) => sum + (b[c.option] ?? 0), 0));
      }),
    );
  });
});

describe('ranks', () => {
  it('leave gaps after equal figures', () => {
    expect(ranksOf([5, 9, 5, 1])).toEqual([2, 1, 2, 4]);
  });
});

const priced = fc
  .array(fc.record({ cost: fc.bigInt(1n, 50n), figure: fc.bigInt(0n, 9n) }), { maxLength: 20 })
  .map((rows): Priced[] => rows.map((r, i) => ({ id: `p${i}`, cost: r.cost as Exact, figure: r.figure as Exact })));

describe('greedy', () => {
  const p = (id: string, cost: number, figure: number): Priced => ({
    id,
    cost: exactOf(cost),
    figure: exactOf(figure),
  });
  const rule = (name: string, budget: number, threshold = 0) => greedyRule(name, exactOf(budget), exactOf(threshold))!;

  it('P6: with skipping goes on past what does not fit, without ends there', () => {
    const projects = [p('1', 300, 9), p('2', 400, 8), p('3', 200, 7)];
    expect(greedy(projects, rule('greedy', 500))).toEqual(['1', '3']);
    expect(greedy(projects, rule('greedy-no-skip', 500))).toEqual(['1']);
    expect(greedy(projects, rule('greedy-no-skip', 900))).toEqual(['1', '2', '3']);
  });
  it('P6: orders by figure, ties as the file has them', () => {
    expect(greedy([p('x', 60, 1), p('y', 60, 5), p('z', 60, 5)], rule('greedy', 60))).toEqual(['y']);
    expect(greedy([p('z', 60, 5), p('y', 60, 5)], rule('greedy', 60))).toEqual(['z']);
  });
  it('P6: leaves out what is below the threshold, and what was taken out of the race ends nothing', () => {
    expect(greedy([p('1', 10, 5), p('2', 10, 4)], rule('greedy', 100, 5))).toEqual(['1']);
    expect(greedy([p('1', 999_999_999, 5), p('2', 10, 4)], rule('greedy-no-skip', 100))).toEqual(['2']);
  });
  it('P6: names no other rule', () => {
    expect(greedyRule('equalshares', 0n, 0n)).toBeUndefined();
  });
  it('P6: never spends more than the budget, and skipping leaves out only what did not fit then', () => {
    fc.assert(
      fc.property(priced, fc.bigInt(0n, 300n), (projects, budget) => {
        const won = greedy(projects, { budget, skip: true, threshold: 0n });
        const cost = (ids: string[]) => projects.filter((q) => ids.includes(q.id)).reduce((sum, q) => sum + q.cost, 0n);
        expect(cost(won) <= budget).toBe(true);
        for (const q of projects) if (!won.includes(q.id)) expect(cost(won) + q.cost > budget).toBe(true);
        const strict = greedy(projects, { budget, skip: false, threshold: 0n });
        expect(won.slice(0, strict.length)).toEqual(strict);
      }),
    );
  });
});

describe('budget ballots', () => {
  const of = (kind: 'approval' | 'cumulative' | 'ordinal') => budgetCounter(kind, ['1', '2', '3']);
  it('P6: approval counts votes, cumulative points, ordinal both', () => {
    const approval = of('approval');
    approval.add({ projects: ['1', '2'], points: null });
    expect(approval.counts().map((c) => [c.votes, c.score])).toEqual([
      [1, exactOf(1)],
      [1, exactOf(1)],
      [0, 0n],
    ]);
    const cumulative = of('cumulative');
    cumulative.add({ projects: ['3', '1'], points: [exactOf(7), exactOf(0)] });
    expect(cumulative.counts().map((c) => [c.votes, c.score])).toEqual([
      [1, 0n],
      [0, 0n],
      [1, exactOf(7)],
    ]);
    const ordinal = of('ordinal');
    ordinal.add({ projects: ['2', '3', '1'], points: null });
    ordinal.add({ projects: ['3'], points: null });
    expect(ordinal.counts().map((c) => [c.votes, c.score])).toEqual([
      [1, exactOf(1)],
      [1, exactOf(3)],
      [2, exactOf(3)],
    ]);
  });
  it('P7: a malformed ballot is refused whole, with the code that says which fault it has', () => {
    const counter = of('cumulative');
    expect(counter.add({ projects: ['1', '9'], points: [1n, 1n] })).toMatchObject({
      error: { code: 'poll.unknown_option', params: { option: '9' } },
    });
    expect(counter.add({ projects: ['1', '1'], points: [1n, 1n] })).toMatchObject({
      error: { code: 'poll.option_twice' },
    });
    expect(counter.add({ projects: ['1', '2'], points: [1n] })).toMatchObject({ error: { code: 'poll.bad_votes' } });
    expect(counter.add({ projects: ['1', '2'], points: null })).toMatchObject({ error: { code: 'poll.bad_votes' } });
    expect([counter.ballots(), counter.counts().every((c) => c.votes === 0)]).toEqual([0, true]);
  });
  it('marks the winners, best first', () => {
    const counter = of('approval');
    counter.add({ projects: ['2'], points: null });
    expect(budgetResult(counter.counts(), 1, ['2'], 'votes')).toEqual({
      ballots: 1,
      quorumMet: true,
      winners: ['2'],
      counts: [
        { option: '2', votes: 1, selected: true },
        { option: '1', votes: 0, selected: false },
        { option: '3', votes: 0, selected: false },
      ],
    });
    expect(budgetResult(counter.counts(), 1, ['2'], 'score').counts[0]).toEqual({
      option: '2',
      votes: 1,
      score: 1,
      selected: true,
    });
  });
});
