/** The greedy rule under the names that Pabulib gives it (P6). */
import type { GreedyRule } from '@egoejo/shared/polls/greedy.ts';
import { exactOf, type Exact } from '../../platform/files/exact.ts';

const WITHDRAWN = exactOf(999_999_999);

/** The greedy rule with that name; `undefined` for any other rule. */
export function greedyRule(rule: string, budget: Exact, threshold: Exact): GreedyRule | undefined {
  if (rule !== 'greedy' && rule !== 'greedy-no-skip') return undefined;
  return { budget, threshold, skip: rule === 'greedy', withdrawn: WITHDRAWN };
}
