import type { ErrorCode } from '@egoejo/shared/errors.ts';
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
const invisible = [
  'poll.unknown',
  (s) => s.state === null || !s.visible || (s.state === 'draft' && !s.own),
] as const satisfies Refusal<PollStanding>;
const animator = ['poll.not_animator', (s) => !animates(s)] as const satisfies Refusal<PollStanding>;

/** Who may not vote in a poll now, as the SQL function `ballot_refusal` says. */
export const barred = [
  'poll.unknown',
  'poll.cancelled',
  'poll.closed',
  'poll.not_yet_open',
  'poll.not_member',
  'community.banned',
] as const satisfies readonly ErrorCode[];

/** `state` and `own` describe an existing poll with the draft's id, if there is one. */
export const drafting = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  animator,
  ['poll.exists', (s) => s.state !== null && !s.own],
  ['poll.not_draft', (s) => s.state !== null && s.state !== 'draft'],
  openOnly,
] as const satisfies readonly Refusal<PollStanding>[];
export const opening = [
  activeOnly,
  invisible,
  animator,
  ['poll.not_draft', (s) => s.state !== 'draft' || !s.own],
  openOnly,
] as const satisfies readonly Refusal<PollStanding>[];
export const extending = [
  activeOnly,
  invisible,
  animator,
  ['poll.not_open', (s) => s.state === 'draft'],
  ['poll.closed', (s) => s.state === 'closed'],
  ['poll.cancelled', (s) => s.state === 'cancelled'],
  openOnly,
] as const satisfies readonly Refusal<PollStanding>[];
export const cancelling = [
  activeOnly,
  invisible,
  animator,
  ['poll.closed', (s) => s.state === 'closed'],
  ['poll.cancelled', (s) => s.state === 'cancelled'],
] as const satisfies readonly Refusal<PollStanding>[];
