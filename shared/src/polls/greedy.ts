/** The greedy rule for budget polls (P6): pure. */

/** A project of a budget poll, with what the greedy rule needs. */
export interface Priced {
  id: string;
  cost: bigint;
  /** The figure by which projects are ordered: the score if ballots give points, else the votes. */
  figure: bigint;
}
export interface GreedyRule {
  /** In the unit of the costs. */
  budget: bigint;
  /** Whether to continue after a project that does not fit; if not, counting ends there. */
  skip: boolean;
  /** Projects with a lower figure are excluded (Pabulib's `min_project_score_threshold`). */
  threshold?: bigint;
  /** The cost that marks a withdrawn project in Pabulib: it does not end the count. */
  withdrawn?: bigint;
}

/**
 * The greedy rule as Pabulib defines and checks it: in order of descending figure, ties in the given order, each
 * project that still fits the budget is selected.
 * @returns ids of the winners, best first
 */
export function greedy(projects: readonly Priced[], { budget, skip, threshold = 0n, withdrawn }: GreedyRule): string[] {
  const byFigure = projects
    .filter((p) => p.figure >= threshold)
    .sort((a, b) => (a.figure > b.figure ? -1 : a.figure < b.figure ? 1 : 0));
  const winners: string[] = [];
  let left = budget;
  for (const p of byFigure) {
    if (p.cost <= left) {
      winners.push(p.id);
      left -= p.cost;
    } else if (!skip && p.cost !== withdrawn) break;
  }
  return winners;
}
