/** Pure counting (P3, P4, P6): what closes a poll, what an import proves, what a recount compares. */
import { exactOf, exactToNumber, type Exact } from '../platform/exact.ts';
import { fail, ok, type Result } from '../platform/result.ts';
import type { BallotContent, PollMethod, PollOption, PollResult } from './model.ts';

/** Ranks of figures, best is 1; equal figures are equal ranks, and ranks leave gaps (1, 2, 2, 4). In the order given. */
export function ranksOf(figures: readonly (number | bigint)[]): number[] {
  return figures.map((f) => 1 + figures.filter((other) => other > f).length);
}

/** Counts of a choice or quadratic poll, ballot by ballot. */
export interface BallotCounter {
  add(content: BallotContent): void;
  /** @param quorum P1: missed, counts are shown and there is no winner. */
  result(quorum: number | null): PollResult;
}

/**
 * P3: one for each option a ballot names; P4: Σ v per option. The winners are all options with the highest count, if any
 * has one. Ballots are taken as checked (P7); one of another kind is a bug and throws.
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
      return { ballots, quorumMet, counts, winners: quorumMet && best > 0 ? counts.filter((c) => c.votes === best).map((c) => c.option) : [] };
    },
  };
}

/** A project of a budget poll as the greedy rule sees it. */
export interface Priced {
  id: string;
  cost: Exact;
  /** What it is ordered by: its score where ballots give points, else its votes. */
  figure: Exact;
}
export interface GreedyRule {
  budget: Exact;
  /** Goes on past a project that does not fit; without, it ends there. */
  skip: boolean;
  /** A project below it takes no part (Pabulib's `min_project_score_threshold`). */
  threshold: Exact;
}
/** Pabulib's cost of a project that was taken out of the race: it ends nothing. */
const OUT_OF_RACE = exactOf(999_999_999);

/**
 * P6: the greedy rule as Pabulib states and checks it: projects by descending figure, ties in the order given; each that
 * still fits the budget is taken.
 * @returns ids of the winners, best first
 */
export function greedy(projects: readonly Priced[], { budget, skip, threshold }: GreedyRule): string[] {
  const byFigure = projects.filter((p) => p.figure >= threshold).sort((a, b) => (a.figure > b.figure ? -1 : a.figure < b.figure ? 1 : 0));
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

/** The greedy rule of that name; `undefined` for any other rule. */
export function greedyRule(rule: string, budget: Exact, threshold: Exact): GreedyRule | undefined {
  if (rule !== 'greedy' && rule !== 'greedy-no-skip') return undefined;
  return { budget, threshold, skip: rule === 'greedy' };
}

export type BudgetBallots = Extract<PollMethod, { kind: 'budget' }>['ballots'];
/** What a ballot of a budget poll says; `points` where it gives any, one for each project. */
export interface BudgetBallot {
  projects: readonly string[];
  points: readonly Exact[] | null;
}
export interface BudgetCount {
  id: string;
  /** Ballots naming it, whatever they give it. */
  votes: number;
  /** Points; for ordinal ballots without any, one for the last named, one more for each before it; for approval its votes. */
  score: Exact;
}
export type BudgetFault = 'poll.unknown_option' | 'poll.option_twice' | 'poll.bad_votes' | 'poll.too_many_options';

/** Counts of a budget poll (P6), in the order of `ids`. */
export function budgetCounter(kind: BudgetBallots, ids: readonly string[]) {
  const counts = new Map<string, BudgetCount>(ids.map((id) => [id, { id, votes: 0, score: 0n }]));
  let ballots = 0;
  return {
    /** P7: a malformed ballot is refused whole and counts nowhere. */
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

/** A budget poll's result as it is stored: best first, the winners marked. */
export function budgetResult(counts: readonly BudgetCount[], ballots: number, winners: readonly string[], by: 'votes' | 'score'): PollResult {
  const won = new Set(winners);
  const figure = (c: BudgetCount): Exact => (by === 'score' ? c.score : exactOf(c.votes));
  const sorted = [...counts].sort((a, b) => (figure(a) > figure(b) ? -1 : figure(a) < figure(b) ? 1 : 0));
  return {
    ballots,
    quorumMet: true,
    counts: sorted.map((c) => ({ option: c.id, votes: c.votes, ...(by === 'score' ? { score: exactToNumber(c.score) } : {}), selected: won.has(c.id) })),
    winners: [...winners],
  };
}
