/**
 * Counting the ballots of budget polls (P6): pure functions, for closing a poll, checking an import and recounting.
 */
import { ballotGrouper, type BallotGroups } from '@egoejo/shared/polls/ballot-groups.ts';
import { exactOf, exactToNumber, type Exact } from '../../platform/files/exact.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { BudgetResult, PollMethod, PollResult } from '@egoejo/shared/polls/model.ts';

export type BudgetBallots = Extract<PollMethod, { kind: 'budget' }>['ballots'];

/**
 * The content of a ballot of a budget poll; `points` has one entry for each project, or is null if the ballot gives
 * none.
 */
interface BudgetBallot {
  projects: readonly string[];
  points: readonly Exact[] | null;
}
export interface BudgetCount {
  id: string;
  /** Number of ballots that name the project, whatever they give it. */
  votes: number;
  /**
   * Points. An ordinal ballot without points gives one to the project named last and one more to each before it; for
   * approval ballots the score is the number of votes.
   */
  score: Exact;
}
type BudgetFault = 'poll.unknown_option' | 'poll.option_twice' | 'poll.bad_votes' | 'poll.too_many_options';

const ONE = exactOf(1);

/** Counts the ballots of a budget poll (P6); results are in the order of `ids`. */
export function budgetCounter(kind: BudgetBallots, ids: readonly string[]) {
  const counts = new Map<string, BudgetCount>(ids.map((id) => [id, { id, votes: 0, score: 0n }]));
  const numbers = new Map(ids.map((id, i) => [id, i]));
  const grouper = ballotGrouper();
  let whole = true;
  let ballots = 0;
  return {
    /**
     * A malformed ballot is refused as a whole and not counted (P7).
     * @param times how many ballots have this content
     */
    add({ projects, points }: BudgetBallot, times = 1): Result<null, BudgetFault> {
      const unknown = projects.find((p) => !counts.has(p));
      if (unknown !== undefined) return fail('poll.unknown_option', { option: unknown });
      if (new Set(projects).size !== projects.length) return fail('poll.option_twice');
      if (points ? points.length !== projects.length : kind === 'cumulative') return fail('poll.bad_votes');
      ballots += times;
      const given = projects.flatMap((id, i): (readonly [number, number])[] => {
        const count = counts.get(id);
        if (!count) return [];
        const score = points?.[i] ?? exactOf(kind === 'ordinal' ? projects.length - i : 1);
        count.votes += times;
        count.score += score * BigInt(times);
        const [point, part] = [Number(score / ONE), score % ONE];
        whole &&= part === 0n && point < 2 ** 32;
        return point > 0 ? [[numbers.get(id)!, point]] : [];
      });
      if (whole) grouper.add(given, times);
      return ok(null);
    },
    /** The ballots for equal shares; null if some points are no whole numbers. */
    groups: (): BallotGroups | null => (whole ? grouper.groups() : null),
    ballots: () => ballots,
    counts: (): BudgetCount[] => [...counts.values()],
  };
}

/** A budget poll's result in stored form: best first, winners marked; `outcome` where both rules were counted. */
export function budgetResult(
  counts: readonly BudgetCount[],
  ballots: number,
  winners: readonly string[],
  by: 'votes' | 'score',
  outcome?: BudgetResult,
): PollResult {
  const won = new Set(winners);
  const figure = (c: BudgetCount): Exact => (by === 'score' ? c.score : exactOf(c.votes));
  const sorted = [...counts].sort((a, b) => (figure(a) > figure(b) ? -1 : figure(a) < figure(b) ? 1 : 0));
  return {
    ballots,
    quorumMet: true,
    counts: sorted.map((c) => ({
      option: c.id,
      votes: c.votes,
      ...(by === 'score' ? { score: exactToNumber(c.score) } : {}),
      selected: won.has(c.id),
    })),
    winners: [...winners],
    ...(outcome ? { outcome } : {}),
  };
}
