/** Both outcomes of a budget poll on the server (P6): counted between other work, and in the form that is published. */
import { setImmediate } from 'node:timers/promises';
import type { BallotGroups } from '@egoejo/shared/polls/ballot-groups.ts';
import { budgetOutcome, type BudgetOutcome, type BudgetTerms } from '@egoejo/shared/polls/budget-outcome.ts';
import type { BudgetResult, PollMethod } from '@egoejo/shared/polls/model.ts';
import type { BudgetProject } from '@egoejo/shared/polls/shares-input.ts';

/** Counts, and lets other work of the process run between two runs of equal shares. */
export async function countOutcome(
  projects: readonly BudgetProject[],
  groups: BallotGroups,
  terms: BudgetTerms,
): Promise<BudgetOutcome> {
  const count = budgetOutcome(projects, groups, terms);
  for (;;) {
    const { done, value } = count.next();
    if (done) return value;
    await setImmediate();
  }
}

/** The terms of a poll that members vote in; its amounts are cents. */
export function termsOf(method: Extract<PollMethod, { kind: 'budget' }>): BudgetTerms {
  const { terms, rule, budget } = method;
  if (!terms || (rule !== 'equal-shares' && rule !== 'greedy' && rule !== 'greedy-no-skip'))
    throw new Error(`a poll that members vote in has the rule ${rule}`);
  const { points, ...rest } = terms;
  return { ...rest, rule, budget: BigInt(budget), step: 100n, by: points === null ? 'votes' : 'score' };
}

/**
 * The rule of a Pabulib file that names the method of equal shares: `equalshares`, `equalshares/add1`,
 * `equalshares-comparison/add1` and the like. `undefined` for any other name.
 */
export function sharesRule(name: string): Pick<BudgetTerms, 'rule' | 'completion' | 'comparison'> | undefined {
  const found = /^equalshares(-comparison)?(\/add1|\/add1-greedy|\/add1u)?$/.exec(name);
  if (!found) return undefined;
  const [, comparison, completion] = found;
  return {
    rule: 'equal-shares',
    completion: completion === undefined ? 'none' : completion === '/add1' ? 'add1' : 'add1-greedy',
    comparison: comparison !== undefined,
  };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** @param perCent units of the outcome's amounts in a cent */
export function publishedOutcome(outcome: BudgetOutcome, ids: readonly string[], perCent: bigint): BudgetResult {
  const { shares, greedy, stands, preferred } = outcome;
  const named = (projects: readonly number[]): string[] => projects.map((p) => ids[p]!);
  const bought = named(shares.purchases.map((p) => p.project));
  const share = { n: shares.share.n, d: shares.share.d * perCent };
  const common = gcd(share.n, share.d);
  return {
    stands,
    share: { n: String(share.n / common), d: String(share.d / common) },
    steps: shares.steps,
    bought: shares.purchases.map(({ full, emptied, before }, i) => ({
      option: bought[i]!,
      full,
      emptied,
      before: Object.fromEntries(before.flatMap((points, j) => (points > 0 ? [[bought[j]!, points]] : []))),
    })),
    completed: named(shares.completed),
    greedy: named(greedy),
    preferred,
  };
}
