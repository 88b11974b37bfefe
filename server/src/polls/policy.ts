import { activeOnly, animates, type Refusal, type Standing } from '../platform/policy.ts';

/** A member's standing towards one poll. */
export interface PollStanding extends Standing {
  /** null: there is no such poll. */
  state: 'draft' | 'open' | 'closed' | 'cancelled' | null;
  /** They drafted it. */
  own: boolean;
}
/** A draft is in its author's scope only (P1). */
const invisible: Refusal<PollStanding> = ['poll.unknown', (s) => s.state === null || !s.visible || (s.state === 'draft' && !s.own)];
const animator: Refusal<PollStanding> = ['poll.not_animator', (s) => !animates(s)];

/** `state` and `own` tell of the poll that already has the draft's id. */
export const drafting: readonly Refusal<PollStanding>[] = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  animator,
  ['poll.exists', (s) => s.state !== null && !s.own],
  ['poll.not_draft', (s) => s.state !== null && s.state !== 'draft'],
];
export const opening: readonly Refusal<PollStanding>[] = [
  activeOnly,
  invisible,
  animator,
  ['poll.not_draft', (s) => s.state !== 'draft' || !s.own],
];
export const cancelling: readonly Refusal<PollStanding>[] = [
  activeOnly,
  invisible,
  animator,
  ['poll.closed', (s) => s.state === 'closed'],
  ['poll.cancelled', (s) => s.state === 'cancelled'],
];
