/** The outcome of an imported budget poll under the rule of its file (P6): when it is imported, and to recount it. */
import type { BallotGroups } from '@egoejo/shared/polls/ballot-groups.ts';
import type { BudgetTerms } from '@egoejo/shared/polls/budget-outcome.ts';
import { greedy } from '@egoejo/shared/polls/greedy.ts';
import type { BudgetResult } from '@egoejo/shared/polls/model.ts';
import type { Utility } from '@egoejo/shared/polls/shares-input.ts';
import { exactOf, type Exact } from '../../platform/files/exact.ts';
import { countOutcome, publishedOutcome, sharesRule } from './budget-outcome.ts';
import type { BudgetCount } from './count-budget.ts';
import { greedyRule } from './greedy.ts';

interface ImportedPoll {
  rule: string;
  budget: Exact;
  threshold: Exact;
  /** What orders the projects. */
  by: 'votes' | 'score';
  /** Cost of each project, in the order of the counts. */
  costs: readonly Exact[];
  /** What a ballot gains from a winner under equal shares; cost if it is not told. */
  utility?: Utility;
}
interface ImportedOutcome {
  /** By greedy as Pabulib defines it, whatever the file's rule is. */
  greedy: string[];
  /** Under the file's rule; null if it is none that is reproduced. */
  winners: string[] | null;
  /** Null if points are not whole, or the rule is none that is reproduced. */
  outcome: BudgetResult | null;
}

const ONE = exactOf(1);
/** Units of an exact amount in a cent. */
const PER_CENT = ONE / 100n;

/** @param groups null if points are not whole: equal shares are then not counted */
export async function importedOutcome(
  { rule, budget, threshold, by, costs, utility = 'cost' }: ImportedPoll,
  counts: readonly BudgetCount[],
  groups: BallotGroups | null,
): Promise<ImportedOutcome> {
  const named = greedyRule(rule, budget, threshold);
  const figures = counts.map((c) => (by === 'score' ? c.score : exactOf(c.votes)));
  const plain = greedy(
    counts.map((c, i) => ({ id: c.id, cost: costs[i]!, figure: figures[i]! })),
    named ?? { budget, threshold, skip: true },
  );
  const shares = named ? DEFAULT_SHARES : sharesRule(rule);
  if (!shares || !groups) return { greedy: plain, winners: named ? plain : null, outcome: null };
  const ids = counts.map((c) => c.id);
  const projects = counts.map((c, i) => ({ id: c.id, cost: costs[i]! }));
  const terms: BudgetTerms = {
    ...shares,
    utility,
    rule: named ? (named.skip ? 'greedy' : 'greedy-no-skip') : shares.rule,
    budget,
    by,
    step: ONE,
    support: by === 'votes' ? Number((threshold + ONE - 1n) / ONE) : 0,
    greedy: plain.map((id) => ids.indexOf(id)),
  };
  const outcome = await countOutcome(projects, groups, terms);
  return {
    greedy: plain,
    winners: outcome.winners.map((p) => ids[p]!),
    outcome: publishedOutcome(outcome, ids, PER_CENT),
  };
}

/** Equal shares as they stand beside greedy where a file does not tell how to count them. */
const DEFAULT_SHARES = { rule: 'equal-shares', completion: 'add1', comparison: false } as const;
