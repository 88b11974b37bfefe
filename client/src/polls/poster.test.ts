import { describe, expect, it } from 'vitest';
import type { BudgetResult, PollMethod, PollResult } from '@egoejo/shared/polls/model.ts';
import { exampleMethods } from '@egoejo/shared/testing/example-polls.ts';
import { posterOf } from './poster.ts';

const ids = Array.from({ length: 30 }, (_, i) => `o${i}`);
const poll = (method: PollMethod, count = 3) => ({
  method,
  quorum: null,
  options: ids.slice(0, count).map((id) => ({ id, label: id.toUpperCase() })),
});
const result = (votes: number[], winners: string[], change: Partial<PollResult> = {}): PollResult => ({
  ballots: 12,
  quorumMet: true,
  counts: votes.map((n, i) => ({ option: ids[i]!, votes: n })),
  winners,
  ...change,
});
const keys = (method: PollMethod, given: PollResult) => posterOf(poll(method), given, 'fr').why.map((w) => w.key);
const choice: PollMethod = { kind: 'choice', max: 1 };

describe('the poster of a result', () => {
  it('P3: names the winner, why, and the others; a tie has several winners', () => {
    expect(posterOf(poll(choice), result([7, 4, 1], ['o0']), 'fr')).toMatchObject({
      winners: [{ label: 'O0', votes: 7 }],
      others: [{ label: 'O1' }, { label: 'O2' }],
      left: { winners: 0, others: 0 },
      verdict: { key: 'polls.verdict.choice', params: { name: 'O0', n: 7, of: 12 } },
      why: [{ key: 'polls.why.one' }],
    });
    expect(posterOf(poll(choice), result([5, 5, 1], ['o0', 'o1']), 'fr').winners.map((w) => w.id)).toEqual([
      'o0',
      'o1',
    ]);
    expect(keys({ kind: 'quadratic', credits: 100, unit: 5 }, result([7, 4, 1], ['o0']))).toEqual([
      'polls.why.quadratic',
      'polls.why.unit',
    ]);
  });
  it('P1: says that the quorum was missed, and names no winner', () => {
    const missed = posterOf({ ...poll(choice), quorum: 13 }, result([7, 4, 1], [], { quorumMet: false }), 'fr');
    expect([missed.winners, missed.verdict, missed.why]).toEqual([
      [],
      { key: 'polls.result.noQuorum', params: { n: 13 } },
      [{ key: 'polls.why.one' }],
    ]);
    expect(posterOf(poll(choice), result([0, 0, 0], [], { ballots: 0 }), 'fr').why).toEqual([]);
  });
  it('P5: names the majority grade', () => {
    const graded = (grades: number[]): PollResult => ({
      ...result([], ['o0']),
      counts: grades.map((grade, i) => ({ option: ids[i]!, votes: 12, rank: i + 1, grade })),
    });
    const { judgment } = exampleMethods;
    const clear = posterOf(poll(judgment), graded([5, 4, 0]), 'fr');
    expect(clear.winners[0]?.grade).toBe('Très bien');
    expect(clear.why).toEqual([{ key: 'polls.poster.why.judgment', params: { grade: 'Très bien' } }]);
  });
  it('P6: names the selected projects alone, with the rule that decided', () => {
    const { budget } = exampleMethods;
    const method: PollMethod = { ...budget, costs: { o0: 60_000, o1: 40_000, o2: 50_000 } };
    const outcome: BudgetResult = {
      stands: 'shares',
      share: { n: '1', d: '1' },
      steps: 0,
      bought: [],
      completed: ['o0', 'o1'],
      greedy: ['o2'],
      preferred: { shares: 8, greedy: 4 },
    };
    const chosen = result([7, 4, 5], ['o0', 'o1'], { outcome });
    const poster = posterOf(poll(method), chosen, 'fr');
    expect([poster.winners.map((w) => w.cost), poster.others, poster.left]).toEqual([
      [60_000, 40_000],
      [],
      { winners: 0, others: 0 },
    ]);
    expect(poster.why.map((w) => w.key)).toEqual(['polls.poster.why.shares', 'polls.budget.preferred']);
    const greedy = { ...chosen, outcome: { ...outcome, stands: 'greedy' as const, preferred: null } };
    expect(keys(method, greedy)).toEqual(['polls.poster.why.greedy']);
    expect(keys({ ...method, rule: 'greedy-no-skip' }, greedy)).toEqual(['polls.poster.why.noSkip']);
    const { terms: _terms, ...imported } = method;
    expect(posterOf(poll({ ...imported, rule: 'toulouse' }), result([7, 4, 5], ['o0']), 'fr').why).toEqual([
      { key: 'polls.poster.why.rule', params: { rule: 'toulouse' } },
    ]);
  });
  it('holds on one page: it says how many options it leaves out', () => {
    const many = posterOf(
      poll(choice, 30),
      result(
        ids.map((_, i) => 40 - i),
        ['o0'],
      ),
      'fr',
    );
    expect([many.winners.length + many.others.length, many.left]).toEqual([12, { winners: 0, others: 18 }]);
    const all = posterOf(
      poll(choice, 30),
      result(
        ids.map(() => 1),
        ids,
      ),
      'fr',
    );
    expect([all.winners.length, all.others, all.left.winners]).toEqual([20, [], 10]);
  });
});
