/** The member's relation to a poll, as one answer for the whole page. Pure. */
import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { phaseOf } from '@egoejo/shared/polls/phase.ts';

export type VoterStatus =
  /** The member may cast, change or withdraw a ballot. */
  | 'open'
  /** The poll has ended and is being counted. */
  | 'counting'
  | 'closed'
  | 'cancelled'
  | 'draft'
  /** Scheduled: the member may vote from the opening on. */
  | 'coming'
  | 'visitor'
  /** Joining now does not help: only those who joined before the opening may vote. */
  | 'too-late'
  /** Not a member of the community: joining before the opening allows voting. */
  | 'join'
  | 'unconfirmed';

interface Who {
  signedIn: boolean;
  confirmed: boolean;
  /** When this member joined the poll's community, ISO 8601; null: not a member. */
  joinedAt: string | null;
}

/** `now`: server's clock, ms since 1970. */
export function voterStatus(
  poll: Pick<Poll, 'state' | 'community' | 'openToAll' | 'opensAt' | 'closesAt'>,
  who: Who,
  now: number,
): VoterStatus {
  const phase = phaseOf(poll, now);
  if (phase !== 'open' && phase !== 'coming') return phase;
  if (!who.signedIn) return phase === 'coming' ? phase : 'visitor';
  const members = poll.community !== null && !poll.openToAll;
  const opened = poll.opensAt === null ? now : Date.parse(poll.opensAt);
  if (members && who.joinedAt === null) return opened > now ? 'join' : 'too-late';
  if (members && who.joinedAt !== null && Date.parse(who.joinedAt) > opened) return 'too-late';
  return who.confirmed ? phase : 'unconfirmed';
}

/**
 * Whether this received act is the vote that stands: a ballot has the time of its receipt. Not while a withdrawal or a
 * newer vote waits, nor after one from another device.
 */
export const isReceiptOf = (
  act: { name: string; state: string; at: string | null },
  cast: Pick<Ballot, 'castAt'>,
): boolean =>
  act.name === 'poll.vote' &&
  act.state === 'received' &&
  act.at !== null &&
  Date.parse(act.at) === Date.parse(cast.castAt);
