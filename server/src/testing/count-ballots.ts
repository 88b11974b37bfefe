/** Counts ballots one by one, as anybody can who has an export; the server lets the database add them up. */
import type { BallotContent, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';
import type { Given } from '../polls/count/counter.ts';
import { ballotCounter, type CountedMethod } from '../polls/count/count.ts';

/** What one ballot gives to options. A ballot of another kind than its poll is a bug and throws. */
function givenBy({ kind }: CountedMethod, content: BallotContent): Given[] {
  if (content.kind !== kind) throw new Error(`a ${content.kind} ballot in a ${kind} poll`);
  if (content.kind === 'choice') return content.options.map((option) => ({ option, value: 1, n: 1 }));
  const values = content.kind === 'quadratic' ? content.votes : content.kind === 'judgment' ? content.grades : {};
  return Object.entries(values).map(([option, value]) => ({ option, value, n: 1 }));
}

/** Counts ballots one by one. */
export function countBallots(
  method: CountedMethod,
  options: readonly PollOption[],
  ballots: readonly BallotContent[],
  quorum: number | null,
): PollResult {
  const counter = ballotCounter(method, options);
  for (const content of ballots) {
    counter.cast(1);
    for (const given of givenBy(method, content)) counter.take(given);
  }
  return counter.result(quorum);
}
