import { activeOnly, animates, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** A member's standing towards one poll. */
export interface PollStanding extends Standing {
  /** Null: the poll does not exist. */
  state: 'draft' | 'open' | 'closed' | 'cancelled' | null;
  /** They created the draft. */
  own: boolean;
}
/** A draft is only visible to its author (P1). */
const invisible: Refusal<PollStanding> = [
  'poll.unknown',
  (s) => s.state === null || !s.visible || (s.state === 'draft' && !s.own),
];
const animator: Refusal<PollStanding> = ['poll.not_animator', (s) => !animates(s)];

/** `state` and `own` describe an existing poll with the draft's id, if there is one. */
export const drafting: readonly Refusal<PollStanding>[] = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  animator,
  ['poll.exists', (s) => s.state !== null && !s.own],
  ['poll.not_draft', (s) => s.state !== null && s.state !== 'draft'],
  openOnly,
];
export const opening: readonly Refusal<PollStanding>[] = [
  activeOnly,
  invisible,
  animator,
  ['poll.not_draft', (s) => s.state !== 'draft' || !s.own],
  openOnly,
];
export const extending: readonly Refusal<PollStanding>[] = [
  activeOnly,
  invisible,
  animator,
  ['poll.not_open', (s) => s.state === 'draft'],
  ['poll.closed', (s) => s.state === 'closed'],
  ['poll.cancelled', (s) => s.state === 'cancelled'],
  openOnly,
];
export const cancelling: readonly Refusal<PollStanding>[] = [
  activeOnly,
  invisible,
  animator,
  ['poll.closed', (s) => s.state === 'closed'],
  ['poll.cancelled', (s) => s.state === 'cancelled'],
];
