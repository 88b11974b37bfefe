import { activeOnly, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Most manuscripts that one member begins within a day, and has at all. */
export const MOST_A_DAY = 10;
export const MOST_OF_ONE = 200;
/** Most files of a manuscript, and most notes. */
export const MOST_FILES = 100;
export const MOST_NOTES = 1000;
/** Most contracts that are offered for a manuscript within a day. */
export const MOST_CONTRACTS = 20;
/** Most changes of a manuscript within a day, of its author and its reviewers together. */
export const MOST_CHANGES = 200;

/** `ofAll`: the work will be for everybody. */
interface Place extends Standing {
  ofAll: boolean;
}
const member = [
  'manuscript.not_member',
  (s) => s.role === null && !s.animatesAll && !s.ofAll,
] as const satisfies Refusal<Place>;

/** Members begin manuscripts for their community, and every member those for everybody. */
export const beginning = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  member,
  openOnly,
] as const satisfies readonly Refusal<Place>[];

interface DeskStanding extends Place {
  exists: boolean;
  own: boolean;
  /** Animates its community, or all of them, and is not its author. */
  reviews: boolean;
}
const unknown = [
  'manuscript.unknown',
  (s) => !s.exists || (!s.own && !s.reviews),
] as const satisfies Refusal<DeskStanding>;

/** What its author does with a manuscript. */
export const authoring = [
  activeOnly,
  unknown,
  ['manuscript.not_author', (s) => !s.own],
  notBarred,
  member,
  openOnly,
] as const satisfies readonly Refusal<DeskStanding>[];
/** Taking it back: also an author who left the community may. */
export const takingBack = [activeOnly, unknown] as const satisfies readonly Refusal<DeskStanding>[];
export const reviewing = [
  activeOnly,
  unknown,
  ['manuscript.not_reviewer', (s) => !s.reviews],
] as const satisfies readonly Refusal<DeskStanding>[];
