/** The greedy rule for budget polls (P6). */
import { exactOf, type Exact } from '../platform/exact.ts';

/** A project of a budget poll, with what the greedy rule needs. */
export interface Priced {
  id: string;
  cost: Exact;
  /** The figure by which projects are ordered: the score if ballots give points, else the votes. */
  figure: Exact;
}
interface GreedyRule {
  budget: Exact;
  /** Whether to continue after a project that does not fit; if not, counting ends there. */
  skip: boolean;
  /** Projects below it are excluded (Pabulib's `min_project_score_threshold`). */
  threshold: Exact;
}
/** The cost that marks a withdrawn project in Pabulib: it does not end the count. */
const OUT_OF_RACE = exactOf(999_999_999);

/**
 * The greedy rule as Pabulib defines and checks it: in order of descending figure, ties in the given order, each
 * project that still fits the budget is selected (P6).
 * @returns ids of the winners, best first
 */
export function greedy(projects: readonly Priced[], { budget, skip, threshold }: GreedyRule): string[] {
  const byFigure = projects
    .filter((p) => p.figure >= threshold)
    .sort((a, b) => (a.figure > b.figure ? -1 : a.figure < b.figure ? 1 : 0));
  const winners: string[] = [];
  let left = budget;
  for (const p of byFigure) {
    if (p.cost <= left) {
      winners.push(p.id);
      left -= p.cost;
    } else if (!skip && p.cost !== OUT_OF_RACE) break;
  }
  return winners;
}

/** The greedy rule with that name; `undefined` for any other rule. */
export function greedyRule(rule: string, budget: Exact, threshold: Exact): GreedyRule | undefined {
  if (rule !== 'greedy' && rule !== 'greedy-no-skip') return undefined;
  return { budget, threshold, skip: rule === 'greedy' };
}
