/** Pure counting functions (P3, P4, P6), used for closing a poll, checking an import and recounting. */
import { exactOf, exactToNumber, type Exact } from '../platform/exact.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { BallotContent, PollMethod, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';

/** Ranks in the order of `figures`: 1 is the best; equal figures have equal ranks, and ranks have gaps (1, 2, 2, 4). */
export function ranksOf(figures: readonly (number | bigint)[]): number[] {
  return figures.map((f) => 1 + figures.filter((other) => other > f).length);
}

/** Counts the ballots of a choice or quadratic poll one by one. */
interface BallotCounter {
  add(content: BallotContent): void;
  /** @param quorum if it is missed, the counts are shown but there is no winner (P1). */
  result(quorum: number | null): PollResult;
}

/**
 * Counts a choice poll, in which a ballot gives one vote to each option it names (P3), or a quadratic poll, in which it
 * gives its votes v (P4). The winners are all options with the highest count, if above zero. Ballots must have been
 * checked (P7); a ballot of another kind is a bug and throws.
 */
export function ballotCounter(method: PollMethod, options: readonly PollOption[]): BallotCounter {
  const votes = new Map(options.map((o) => [o.id, 0]));
  let ballots = 0;
  const give = (option: string, n: number): void => {
    const had = votes.get(option);
    if (had === undefined) throw new Error(`a counted ballot names the unknown option ${option}`);
    votes.set(option, had + n);
  };
  return {
    add(content) {
      if (content.kind !== method.kind) throw new Error(`a ${content.kind} ballot in a ${method.kind} poll`);
      ballots++;
      if (content.kind === 'choice') for (const option of content.options) give(option, 1);
      else for (const [option, v] of Object.entries(content.votes)) give(option, v);
    },
    result(quorum) {
      const counts = [...votes].map(([option, n]) => ({ option, votes: n })).sort((a, b) => b.votes - a.votes);
      const best = counts[0]?.votes ?? 0;
      const quorumMet = quorum === null || ballots >= quorum;
      return {
        ballots,
        quorumMet,
        counts,
        winners: quorumMet && best > 0 ? counts.filter((c) => c.votes === best).map((c) => c.option) : [],
      };
    },
  };
}

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

/** Counts the ballots of a budget poll (P6); results are in the order of `ids`. */
export function budgetCounter(kind: BudgetBallots, ids: readonly string[]) {
  const counts = new Map<string, BudgetCount>(ids.map((id) => [id, { id, votes: 0, score: 0n }]));
  let ballots = 0;
  return {
    /** A malformed ballot is refused as a whole and not counted (P7). */
    add({ projects, points }: BudgetBallot): Result<null, BudgetFault> {
      const unknown = projects.find((p) => !counts.has(p));
      if (unknown !== undefined) return fail('poll.unknown_option', { option: unknown });
      if (new Set(projects).size !== projects.length) return fail('poll.option_twice');
      if (points ? points.length !== projects.length : kind === 'cumulative') return fail('poll.bad_votes');
      ballots++;
      projects.forEach((id, i) => {
        const count = counts.get(id);
        if (!count) return;
        count.votes++;
        count.score += points?.[i] ?? exactOf(kind === 'ordinal' ? projects.length - i : 1);
      });
      return ok(null);
    },
    ballots: () => ballots,
    counts: (): BudgetCount[] => [...counts.values()],
  };
}

/** A budget poll's result in stored form: best first, winners marked. */
export function budgetResult(
  counts: readonly BudgetCount[],
  ballots: number,
  winners: readonly string[],
  by: 'votes' | 'score',
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
  };
}
