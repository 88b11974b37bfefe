import { activeOnly, animates, moderates, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

interface Reporting extends Standing {
  /** They can see it now. */
  seen: boolean;
  own: boolean;
}
/** What a member cannot see cannot be reported by them, and is not confirmed to exist (S11). */
export const reporting = [
  activeOnly,
  ['moderation.unknown_subject', (s) => !s.visible || !s.seen],
  ['moderation.own_content', (s) => s.own],
] as const satisfies readonly Refusal<Reporting>[];

interface Deciding extends Standing {
  known: boolean;
  /** They wrote it. */
  own: boolean;
  /** Its author handles reports there too, so only those with a role in every community decide. */
  authorTends: boolean;
  /** Somebody decided since they looked, or their decision is the one that stands. */
  decided: boolean;
  /** Its author appealed and waits. */
  appealed: boolean;
  /** They would uphold their own decision. */
  upholds: boolean;
  /** They want to ban somebody who cannot be banned: nobody wrote it, or it belongs to no community. */
  bansNobody: boolean;
}
/** Moderators decide; an appeal is an animator's, and never upheld by who decided before. */
export const deciding = [
  activeOnly,
  ['moderation.unknown_case', (s) => !s.known || !moderates(s) || (s.authorTends && !s.moderatesAll)],
  ['moderation.own_content', (s) => s.own],
  ['moderation.already_decided', (s) => s.decided],
  ['moderation.not_animator', (s) => s.appealed && !animates(s)],
  ['moderation.own_decision', (s) => s.appealed && s.upholds],
  ['moderation.no_ban', (s) => s.bansNobody],
] as const satisfies readonly Refusal<Deciding>[];

interface Appealing extends Standing {
  /** Something of theirs is hidden by this very decision. */
  hidden: boolean;
  appealed: boolean;
}
export const appealing = [
  activeOnly,
  ['moderation.nothing_to_appeal', (s) => !s.hidden],
  ['moderation.already_appealed', (s) => s.appealed],
] as const satisfies readonly Refusal<Appealing>[];
