/** A budget vote, prepared for the Method of Equal Shares (P6). */
import { byVotesCostId } from './ties.ts';
import { supportersOf, type BallotGroups, type Supporters } from './ballot-groups.ts';

export interface BudgetProject {
  id: string;
  /** In the smallest unit of the currency that all amounts of the vote share. */
  cost: bigint;
}

/** What a ballot gains from a winner: its points times the cost, or its points alone (1 for an approval). */
export type Utility = 'cost' | 'cardinality';

export interface SharesInput {
  projects: readonly BudgetProject[];
  groups: BallotGroups;
  supporters: Supporters;
  /** Utility of one point, by project. */
  utility: readonly bigint[];
  /** Costs and utilities as floats. */
  cost: Float64Array;
  gain: Float64Array;
  /** Projects that may win, in the order that decides ties: more votes, then lower cost, then id. */
  race: readonly number[];
}

/**
 * @param support ballots that a project needs to take part
 * @param budget projects that cost more than the whole budget are left out, because they cannot win
 */
export function sharesInput(
  projects: readonly BudgetProject[],
  groups: BallotGroups,
  { utility, support, budget }: { utility: Utility; support: number; budget: bigint },
): SharesInput {
  const supporters = supportersOf(groups, projects.length);
  const gains = projects.map((p) => (utility === 'cost' ? p.cost : 1n));
  const voted = projects.map((p, i) => ({ ...p, votes: supporters.votes[i]! }));
  const race = projects
    .map((_, i) => i)
    .filter((i) => supporters.votes[i]! >= support && projects[i]!.cost <= budget)
    .sort((a, b) => byVotesCostId(voted[a]!, voted[b]!));
  return {
    projects,
    groups,
    supporters,
    utility: gains,
    cost: Float64Array.from(projects, (p) => Number(p.cost)),
    gain: Float64Array.from(gains, Number),
    race,
  };
}
