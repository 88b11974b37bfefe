import { ballotGrouper } from '@egoejo/shared/polls/ballot-groups.ts';
import { budgetOutcome, finished } from '@egoejo/shared/polls/budget-outcome.ts';
import type { Bench } from '../../bench.ts';
import { median } from '../../figures.ts';

const BALLOTS = 1_000_000;
const PROJECTS = 200;
const NAMED = 10;

/** Numbers from 0 to below 1 that look random, the same in each run (a linear congruential generator). */
function numbers(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Equal shares with Add1, greedy and the comparison over a million different ballots on 200 projects, in seconds. */
export const bench: Bench = {
  name: 'equal-shares-1m',
  group: 'core',
  goal: { atMost: 30 },
  on: ['postgres'],
  async run(context) {
    const next = numbers();
    const grouper = ballotGrouper();
    for (let i = 0; i < BALLOTS; i++) {
      const named = new Set<number>();
      // A product of two: some projects are far more popular than others.
      while (named.size < NAMED) named.add(Math.floor(PROJECTS * next() * next()));
      grouper.add([...named].map((p) => [p, 1] as const));
    }
    const groups = grouper.groups();
    const budget = 10_000_000_000n;
    const projects = Array.from({ length: PROJECTS }, (_, p) => ({
      id: `p${p}`,
      cost: BigInt(Math.floor(Number(budget) * (0.004 + 0.06 * next() * next()))),
    }));
    const seconds: number[] = [];
    let steps = 0;
    for (let i = 0; i < Math.min(3, context.rounds); i++) {
      const begun = performance.now();
      const { shares } = finished(
        budgetOutcome(projects, groups, {
          budget,
          rule: 'equal-shares',
          utility: 'cost',
          completion: 'add1-greedy',
          comparison: true,
          support: 0,
          step: 100n,
          by: 'votes',
        }),
      );
      steps = shares.steps;
      seconds.push((performance.now() - begun) / 1000);
      context.say(`round ${i + 1}: ${groups.count.length} different ballots, ${steps} steps, ${seconds.at(-1)} s`);
    }
    return {
      n: BALLOTS,
      unit: 's',
      value: median(seconds),
      baseline: null,
      ratio: null,
      facts: { groups: groups.count.length, steps },
    };
  },
};
