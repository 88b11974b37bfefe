import { describe, expect, it } from 'vitest';
import fc, { tries } from '../testing/fast-check.ts';
import { plainShares, type PlainBallot } from '../testing/plain-shares.ts';
import { ballotGrouper, type BallotGroups } from './ballot-groups.ts';
import { budgetOutcome, finished, type BudgetTerms } from './budget-outcome.ts';
import { equalShares, spentOn } from './equal-shares.ts';
import { sharesInput, type BudgetProject, type Utility } from './shares-input.ts';
import { enter, openLedger, paymentsOf, ratioToNumber, roundedRatio } from './shares-ledger.ts';
import { runShares, scratchFor } from './shares-run.ts';

const groupsOf = (ballots: readonly PlainBallot[]): BallotGroups => {
  const grouper = ballotGrouper();
  for (const { points } of ballots) grouper.add(Object.entries(points).map(([p, n]) => [Number(p), n] as const));
  return grouper.groups();
};
const projectsOf = (costs: readonly number[]): BudgetProject[] =>
  costs.map((cost, i) => ({ id: `p${String(i).padStart(2, '0')}`, cost: BigInt(cost) }));

/** Small costs and few voters, so that ties and exact equalities are frequent. */
const elections = fc
  .record({
    costs: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
    most: fc.constantFrom(1, 3),
    budget: fc.integer({ min: 1, max: 40 }),
    utility: fc.constantFrom<Utility>('cost', 'cardinality'),
  })
  .chain(({ costs, most, budget, utility }) =>
    fc.record({
      projects: fc.constant(projectsOf(costs)),
      budget: fc.constant(BigInt(budget)),
      utility: fc.constant(utility),
      ballots: fc.array(
        fc
          .array(fc.integer({ min: 0, max: most }), { minLength: costs.length, maxLength: costs.length })
          .map((given): PlainBallot => ({
            points: Object.fromEntries(given.flatMap((n, p) => (n > 0 ? [[p, n]] : []))),
          })),
        { minLength: 1, maxLength: 9 },
      ),
    }),
  );
const terms = (change: Partial<BudgetTerms>): BudgetTerms => ({
  budget: 100n,
  rule: 'equal-shares',
  utility: 'cost',
  completion: 'add1',
  comparison: false,
  support: 0,
  step: 1n,
  by: 'votes',
  ...change,
});
const ids = (projects: readonly BudgetProject[], won: readonly number[]): string[] => won.map((p) => projects[p]!.id);

describe('equal shares', () => {
  it('P6: buys what the definition buys, and every ballot pays the same to the last digit', () => {
    fc.assert(
      fc.property(elections, ({ projects, ballots, budget, utility }) => {
        const share = { n: budget, d: BigInt(ballots.length) };
        const affordable = 1_000_000n;
        const input = sharesInput(projects, groupsOf(ballots), { utility, support: 0, budget: affordable });
        const { purchases } = runShares(input, share, scratchFor(input), true);
        const plain = plainShares(projects, ballots, share, utility);
        expect(purchases.map((p) => p.project)).toEqual(plain.bought);
        const ledger = openLedger(share);
        for (const p of purchases) enter(ledger, projects[p.project]!.cost, p);
        const paid = ballots.map((b) =>
          paymentsOf(
            ledger,
            purchases.map((p) => b.points[p.project] ?? 0),
          ),
        );
        for (const [i, { project }] of purchases.entries()) {
          expect(paid.reduce((sum, each) => sum + each[i]!, 0n)).toBe(projects[project]!.cost * ledger.unit);
          for (const [b, each] of paid.entries()) {
            const [n, d] = plain.paid[i]![b]!.split('/').map(BigInt);
            expect(each[i]! * d!).toBe(n! * ledger.unit);
          }
        }
      }),
      { numRuns: tries(400) },
    );
  });
  it('P6: the order of ballots, and ballots written twice instead of counted twice, change nothing', () => {
    fc.assert(
      fc.property(elections, ({ projects, ballots, budget, utility }) => {
        const outcome = (all: readonly PlainBallot[]) => {
          const { winners, shares } = finished(
            budgetOutcome(projects, groupsOf(all), terms({ budget, utility, completion: 'add1-greedy' })),
          );
          return { winners, purchases: shares.purchases };
        };
        expect(outcome(ballots.toReversed())).toEqual(outcome(ballots));
      }),
    );
  });
  it('P6: Add1 goes on until the next step would overspend; jumps over equal runs end at the same step', () => {
    fc.assert(
      fc.property(elections, fc.integer({ min: 1, max: 50 }), ({ projects, ballots, budget, utility }, finer) => {
        const scaled = projects.map((p) => ({ ...p, cost: p.cost * BigInt(finer) }));
        const whole = budget * BigInt(finer);
        const input = sharesInput(scaled, groupsOf(ballots), { utility, support: 0, budget: whole });
        const found = finished(equalShares(input, { budget: whole, step: 1n }));
        const scratch = scratchFor(input);
        const n = BigInt(ballots.length);
        const at = (steps: number) =>
          runShares(input, { n: whole + BigInt(steps) * n, d: n }, scratch, false).purchases;
        const supported = input.race.filter((p) => input.supporters.votes[p]! > 0).length;
        let [steps, now] = [0, at(0)];
        while (now.length < supported) {
          const next = at(steps + 1);
          if (spentOn(input, next) > whole) break;
          [steps, now] = [steps + 1, next];
        }
        expect(found.purchases).toEqual(now);
        expect(found.steps <= steps || now.length === supported).toBe(true);
        if (now.length < supported) expect(found.steps).toBe(steps);
      }),
      { numRuns: tries(200) },
    );
  });
  it('P6: a budget of millions for a few voters needs no million runs', () => {
    const projects = projectsOf([90_000_000, 70_000_000, 60_000_000, 45_000_000, 30_000_000]);
    const ballots = [[0, 1], [0], [0, 2], [1, 2], [1, 3], [2, 3], [2, 4]].map((named) => ({
      points: Object.fromEntries(named.map((p) => [p, 1])),
    }));
    const input = sharesInput(projects, groupsOf(ballots), { utility: 'cost', support: 0, budget: 200_000_000n });
    let runs = 0;
    const count = equalShares(input, { budget: 200_000_000n, step: 1n });
    for (let turn = count.next(); ; turn = count.next()) {
      if (turn.done) {
        expect(turn.value.steps).toBeGreaterThan(1_000_000);
        expect(spentOn(input, turn.value.purchases)).toBeLessThanOrEqual(200_000_000n);
        break;
      }
      runs++;
    }
    expect(runs).toBeLessThan(200);
  });
  it('P6: ties go to more votes, then to the lower cost, then to the id', () => {
    // Cardinality: a and b cost 2 for two voters each; c costs 3 for three: all have the price 1 a voter.
    const projects = projectsOf([2, 2, 3]);
    const ballots = [
      { points: { 0: 1, 2: 1 } },
      { points: { 0: 1, 2: 1 } },
      { points: { 1: 1, 2: 1 } },
      { points: { 1: 1 } },
    ];
    const input = sharesInput(projects, groupsOf(ballots), { utility: 'cardinality', support: 0, budget: 12n });
    const { purchases } = runShares(input, { n: 3n, d: 1n }, scratchFor(input), false);
    expect(
      ids(
        projects,
        purchases.map((p) => p.project),
      ),
    ).toEqual(['p02', 'p00', 'p01']);
  });
});

describe('budget outcome', () => {
  const projects = projectsOf([60, 30, 30, 40]);
  // Six of ten want p00 and p03, four want p01 and p02: greedy gives the whole budget to the six.
  const ballots = [
    ...Array.from({ length: 6 }, () => ({ points: { 0: 1, 3: 1 } })),
    ...Array.from({ length: 4 }, () => ({ points: { 1: 1, 2: 1 } })),
  ];
  const outcome = (change: Partial<BudgetTerms>) => finished(budgetOutcome(projects, groupsOf(ballots), terms(change)));

  it('P6: equal shares give the smaller group its part, greedy does not; both are told', () => {
    const told = outcome({});
    expect(told.stands).toBe('shares');
    expect(ids(projects, told.winners)).toEqual(['p03', 'p01', 'p02']);
    expect(ids(projects, told.greedy)).toEqual(['p03', 'p00']);
    expect(outcome({ rule: 'greedy' })).toMatchObject({ stands: 'greedy', winners: [3, 0], shares: { completed: [] } });
  });
  it('P6: with the comparison equal shares stand only if more voters prefer them to greedy', () => {
    expect(outcome({ comparison: true })).toMatchObject({
      stands: 'greedy',
      preferred: { shares: 4, greedy: 6 },
      winners: [3, 0],
    });
    // Greedy gives all to the four who want the first; the six others get nothing.
    const split = [
      [0, 0, 0, 0],
      [1, 1, 1],
      [2, 2, 2],
    ]
      .flat()
      .map((p) => ({ points: { [p]: 1 } }));
    expect(
      finished(budgetOutcome(projectsOf([100, 33, 33]), groupsOf(split), terms({ comparison: true }))),
    ).toMatchObject({ stands: 'shares', preferred: { shares: 6, greedy: 4 }, winners: [1, 2], greedy: [0] });
  });
  it('P6: below the minimum support a project takes no part; greedy fills up what Add1 leaves', () => {
    expect(ids(projects, outcome({ support: 5 }).winners)).toEqual(['p03', 'p00']);
    const split = [[0, 0, 0, 0], [1, 1, 1], [2, 2, 2], [3]].flat().map((p) => ({ points: { [p]: 1 } }));
    const filled = finished(
      budgetOutcome(projectsOf([100, 33, 33, 34]), groupsOf(split), terms({ completion: 'add1-greedy' })),
    );
    expect([filled.shares.purchases.map((p) => p.project), filled.shares.completed]).toEqual([[1, 2], [3]]);
    expect(filled.winners).toEqual([1, 2, 3]);
  });
  it('P6: without a ballot, and with what costs nothing, nothing is spent', () => {
    expect(finished(budgetOutcome(projects, groupsOf([]), terms({})))).toMatchObject({ winners: [], greedy: [] });
    expect(
      finished(budgetOutcome(projectsOf([0, 5]), groupsOf([{ points: { 0: 1 } }]), terms({ budget: 1n }))),
    ).toMatchObject({ winners: [0] });
  });
});

describe('exact amounts', () => {
  it('P6: become floats and cents without losing more than the last digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), fc.bigInt({ min: 1n, max: 10n ** 60n }), (n, d) => {
        const exact = ratioToNumber(n, d);
        const scaled = (n * 10n ** 90n) / d;
        expect(Math.abs(exact - Number(scaled) / 1e90)).toBeLessThanOrEqual(exact * 1e-12 + 1e-80);
        expect(2n * (n - roundedRatio(n, d) * d) <= d).toBe(true);
      }),
    );
  });
});
