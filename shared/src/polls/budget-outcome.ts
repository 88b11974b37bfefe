/** The outcome of a budget poll: equal shares and greedy beside each other, and which of them stands (P6). Pure. */
import { equalShares, spentOn, type Shares } from './equal-shares.ts';
import { greedy } from './greedy.ts';
import { sharesInput, type BudgetProject, type SharesInput, type Utility } from './shares-input.ts';
import type { BallotGroups } from './ballot-groups.ts';

/** What is frozen when the poll opens; amounts in the smallest unit of the currency. */
export interface BudgetTerms {
  budget: bigint;
  rule: 'equal-shares' | 'greedy' | 'greedy-no-skip';
  utility: Utility;
  completion: 'none' | 'add1' | 'add1-greedy';
  /** Equal shares stand only if more ballots gain more from them than from greedy than the other way round. */
  comparison: boolean;
  /** Ballots that a project needs to take part. */
  support: number;
  /** One unit of the currency. */
  step: bigint;
  /** The figure by which the greedy rule orders the projects: their ballots or their points. */
  by: 'votes' | 'score';
  /** The winners by greedy, where it orders ties by another rule than this module. */
  greedy?: readonly number[];
}

export interface BudgetOutcome {
  stands: 'shares' | 'greedy';
  /** Numbers of the winning projects, in the order in which they won. */
  winners: number[];
  shares: Shares & {
    /** Added by greedy afterwards, from what the purchases left of the budget. */
    completed: number[];
  };
  greedy: number[];
  /** Ballots that gain more from either outcome; null if they were not compared. */
  preferred: { shares: number; greedy: number } | null;
}

/** @returns a generator that yields between steps of the count; its value is the outcome */
export function* budgetOutcome(
  projects: readonly BudgetProject[],
  groups: BallotGroups,
  terms: BudgetTerms,
): Generator<void, BudgetOutcome> {
  const input = sharesInput(projects, groups, terms);
  const { budget, completion, rule } = terms;
  const step = completion === 'none' ? null : terms.step;
  const shares = yield* equalShares(input, { budget, step });
  const bought = shares.purchases.map((p) => p.project);
  const left = budget - spentOn(input, shares.purchases);
  const completed = completion === 'add1-greedy' ? byGreedy(input, terms, left, true, (p) => !bought.includes(p)) : [];
  const fair = [...bought, ...completed];
  const plain = [...(terms.greedy ?? byGreedy(input, terms, budget, rule !== 'greedy-no-skip', () => true))];
  const compared = terms.comparison && rule === 'equal-shares' && !sameSet(fair, plain);
  const preferred = compared ? preferredOf(input, new Set(fair), new Set(plain)) : null;
  const stands = rule === 'equal-shares' && (!preferred || preferred.shares > preferred.greedy) ? 'shares' : 'greedy';
  return {
    stands,
    winners: stands === 'shares' ? fair : plain,
    shares: { ...shares, completed },
    greedy: plain,
    preferred,
  };
}

const sameSet = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((x) => b.includes(x));

function byGreedy(
  { race, projects, supporters }: SharesInput,
  { by }: BudgetTerms,
  budget: bigint,
  skip: boolean,
  among: (project: number) => boolean,
): number[] {
  const figures = by === 'score' ? supporters.score : supporters.votes;
  const priced = race
    .filter((p) => among(p) && supporters.votes[p]! > 0)
    .map((p) => ({ id: String(p), cost: projects[p]!.cost, figure: BigInt(figures[p]!) }));
  return greedy(priced, { budget, skip }).map(Number);
}

/** How many ballots gain more from one set of winners than from the other. */
function preferredOf({ groups, utility }: SharesInput, fair: ReadonlySet<number>, plain: ReadonlySet<number>) {
  const preferred = { shares: 0, greedy: 0 };
  const weight = utility.map((gain, p) => (fair.has(p) === plain.has(p) ? 0n : fair.has(p) ? gain : -gain));
  for (let g = 0; g < groups.count.length; g++) {
    let more = 0n;
    for (let e = groups.start[g]!; e < groups.start[g + 1]!; e++) {
      const gain = weight[groups.project[e]!]!;
      if (gain !== 0n) more += gain * BigInt(groups.points[e]!);
    }
    if (more > 0n) preferred.shares += groups.count[g]!;
    else if (more < 0n) preferred.greedy += groups.count[g]!;
  }
  return preferred;
}

/** Runs a count that yields, at once. */
export function finished<T>(count: Generator<void, T>): T {
  for (;;) {
    const { done, value } = count.next();
    if (done) return value;
  }
}
