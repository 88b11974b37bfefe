/** Where a poll stands. Apart from the schemas of model.ts, which a first visit need not load. */
import type { Poll } from './model.ts';

export type PollPhase =
  | 'draft'
  /** Scheduled: everybody sees it, nobody votes yet. */
  | 'coming'
  /** Ballots are accepted. */
  | 'open'
  /** Its time is over and the result is not here yet. */
  | 'counting'
  | 'closed'
  | 'cancelled';

/** `now`: the server's clock, ms since 1970. Opening and closing are at the server's times, whatever the state says (P1). */
export function phaseOf(
  { state, opensAt, closesAt }: Pick<Poll, 'state' | 'opensAt' | 'closesAt'>,
  now: number,
): PollPhase {
  if (state !== 'open') return state;
  if (Date.parse(closesAt) <= now) return 'counting';
  return opensAt !== null && Date.parse(opensAt) > now ? 'coming' : 'open';
}
