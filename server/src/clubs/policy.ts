import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Within a day: most clubs that one member begins, and edits of one club. */
export const MOST_CLUBS = 10;
export const MOST_EDITS = 30;
/** Most clubs that one member is in. */
export const MOST_JOINED = 100;

/** `ofAll`: it is open to all. */
interface Place extends Standing {
  ofAll: boolean;
}
const member = [
  'club.not_member',
  (s) => s.role === null && !s.animatesAll && !s.ofAll,
] as const satisfies Refusal<Place>;

interface ClubBeginning extends Place {
  /** There is such a work, for all or for that community. */
  work: boolean;
  /** The parts follow each other. */
  parts: boolean;
}
/** Members begin clubs of their community, and every member those that are open to all. */
export const beginning = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  member,
  openOnly,
  ['club.unknown_work', (s) => !s.work],
  ['club.bad_parts', (s) => !s.parts],
] as const satisfies readonly Refusal<ClubBeginning>[];

interface ClubStanding extends Place {
  /** There is such a club, and moderators have not hidden it. */
  exists: boolean;
  own: boolean;
}
const unknown = ['club.unknown', (s) => !s.exists || !s.visible] as const satisfies Refusal<ClubStanding>;
/** Who began a club changes it, and animators. */
export const editing = [
  activeOnly,
  unknown,
  notBarred,
  ['club.not_organiser', (s) => !animates(s) && (!s.own || (s.role === null && !s.ofAll))],
  openOnly,
] as const satisfies readonly Refusal<ClubStanding>[];
export const joining = [
  activeOnly,
  unknown,
  notBarred,
  member,
  openOnly,
] as const satisfies readonly Refusal<ClubStanding>[];
