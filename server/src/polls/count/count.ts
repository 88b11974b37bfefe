/** Counting the ballots of polls that are not about a budget (P3, P4, P5): pure, for closing a poll and recounting. */
import { judgmentCounter } from './count-judgment.ts';
import type { BallotCounter } from './counter.ts';
import type { PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';

/** Ranks in the order of `figures`: 1 is the best; equal figures have equal ranks, and ranks have gaps (1, 2, 2, 4). */
export function ranksOf(figures: readonly (number | bigint)[]): number[] {
  return figures.map((f) => 1 + figures.filter((other) => other > f).length);
}

export type CountedMethod = Exclude<PollMethod, { kind: 'budget' }>;

/**
 * Counts a choice poll, in which a ballot gives one vote to each option it names (P3), or a quadratic poll, in which it
 * gives its votes v (P4). The winners are all options with the highest count, if above zero. Polls by majority judgment
 * have a counter of their own. Ballots must have been checked (P7); an unknown option is a bug and throws.
 */
export function ballotCounter(method: CountedMethod, options: readonly PollOption[]): BallotCounter {
  if (method.kind === 'judgment') return judgmentCounter(method, options);
  const votes = new Map(options.map((o) => [o.id, 0]));
  let ballots = 0;
  return {
    cast: (n) => void (ballots += n),
    take({ option, value, n }) {
      const had = votes.get(option);
      if (had === undefined) throw new Error(`a counted ballot names the unknown option ${option}`);
      votes.set(option, had + value * n);
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
