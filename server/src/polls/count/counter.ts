/** How the ballots of a poll are counted, whatever its method. */
import type { PollResult } from '@egoejo/shared/polls/model.ts';

/** How many ballots give an option this value: 1 for a choice, its votes, or its grade. */
export interface Given {
  option: string;
  value: number;
  n: number;
}
/** Counts the ballots of a poll: their number, and what they give. */
export interface BallotCounter {
  cast(ballots: number): void;
  take(given: Given): void;
  /** @param quorum if it is missed, the counts are shown but there is no winner (P1). */
  result(quorum: number | null): PollResult;
}
