/** Counting the ballots of majority judgment polls (P5): pure, for closing a poll and recounting. */
import { rankByJudgment } from '@egoejo/shared/polls/judgment.ts';
import type { PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import type { BallotCounter } from './counter.ts';

/**
 * Counts grades by option. A ballot without a grade for an option gives it the poll's `ungraded`. The winners are the
 * options of rank 1. Ballots must have been checked (P7); what was not is a bug and throws.
 */
export function judgmentCounter(
  method: Extract<PollMethod, { kind: 'judgment' }>,
  options: readonly PollOption[],
): BallotCounter {
  const counts = new Map(options.map((o) => [o.id, method.grades.map(() => 0)]));
  let ballots = 0;
  return {
    cast: (n) => void (ballots += n),
    take({ option, value, n }) {
      const given = counts.get(option);
      if (given?.[value] === undefined) throw new Error(`a counted ballot gives ${option} the grade ${value}`);
      given[value] += n;
    },
    result(quorum) {
      const graded = [...counts].map(([option, given]) => {
        const votes = given.reduce((sum, n) => sum + n, 0);
        const grades = given.map((n, grade) => (grade === method.ungraded ? n + ballots - votes : n));
        return { option, votes, grades };
      });
      const ranked = rankByJudgment(graded.map((g) => g.grades.map(BigInt)));
      const quorumMet = quorum === null || ballots >= quorum;
      const won = quorumMet && ballots > 0;
      return {
        ballots,
        quorumMet,
        counts: ranked.map(({ index, rank, grade }) => ({ ...graded[index]!, rank, grade })),
        winners: won ? ranked.filter((r) => r.rank === 1).map((r) => graded[r.index]!.option) : [],
      };
    },
  };
}
