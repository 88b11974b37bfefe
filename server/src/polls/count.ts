/** Counting the ballots of polls that are not about a budget (P3, P4, P5): pure, for closing a poll and recounting. */
import { judgmentCounter } from './count-judgment.ts';
import type { BallotContent, PollMethod, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';

/** Ranks in the order of `figures`: 1 is the best; equal figures have equal ranks, and ranks have gaps (1, 2, 2, 4). */
export function ranksOf(figures: readonly (number | bigint)[]): number[] {
  return figures.map((f) => 1 + figures.filter((other) => other > f).length);
}

/** Counts the ballots of a poll one by one. */
export interface BallotCounter {
  add(content: BallotContent): void;
  /** @param quorum if it is missed, the counts are shown but there is no winner (P1). */
  result(quorum: number | null): PollResult;
}

/**
 * Counts a choice poll, in which a ballot gives one vote to each option it names (P3), or a quadratic poll, in which it
 * gives its votes v (P4). The winners are all options with the highest count, if above zero. Polls by majority judgment
 * have a counter of their own. Ballots must have been checked (P7); a ballot of another kind is a bug and throws.
 */
export function ballotCounter(
  method: Exclude<PollMethod, { kind: 'budget' }>,
  options: readonly PollOption[],
): BallotCounter {
  if (method.kind === 'judgment') return judgmentCounter(method, options);
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
      else if (content.kind === 'quadratic') for (const [option, v] of Object.entries(content.votes)) give(option, v);
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
