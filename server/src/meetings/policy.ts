import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Within a day: most meetings that one member plans, edits of one meeting, and answers of one member to one meeting. */
export const MOST_MEETINGS = 20;
export const MOST_EDITS = 30;
export const MOST_ANSWERS = 20;

const member = ['meeting.not_member', (s) => s.role === null && !s.animatesAll] as const satisfies Refusal<Standing>;

/** When a meeting begins, seen from the time at which the act was first accepted. */
interface Planned extends Standing {
  /** NaN: no calendar has that time. */
  startsAt: number;
  now: number;
}
const badTime = ['meeting.bad_time', (s) => !(s.startsAt > s.now)] as const satisfies Refusal<Planned>;

/** Members of a community plan its meetings. */
export const planning = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  member,
  openOnly,
  badTime,
] as const satisfies readonly Refusal<Planned>[];

/** A member's standing towards a meeting. */
export interface MeetingStanding extends Standing {
  /** There is such a meeting, and moderators have not hidden it. */
  exists: boolean;
  own: boolean;
  /** It was cancelled before the act was first accepted. */
  cancelled: boolean;
  /** It had ended by then. */
  over: boolean;
}
const unknown = ['meeting.unknown', (s) => !s.exists || !s.visible] as const satisfies Refusal<MeetingStanding>;
const organiser = [
  'meeting.not_organiser',
  (s) => !animates(s) && (!s.own || s.role === null),
] as const satisfies Refusal<MeetingStanding>;
const cancelled = ['meeting.cancelled', (s) => s.cancelled] as const satisfies Refusal<MeetingStanding>;
const over = ['meeting.over', (s) => s.over] as const satisfies Refusal<MeetingStanding>;

/** Whoever planned a meeting, and animators, change it until it is over. */
export const editing = [
  activeOnly,
  unknown,
  notBarred,
  organiser,
  openOnly,
  cancelled,
  over,
] as const satisfies readonly Refusal<MeetingStanding>[];
/** They may call it off, also in an archived community; one that is called off stays so. */
export const cancelling = [
  activeOnly,
  unknown,
  notBarred,
  organiser,
  over,
] as const satisfies readonly Refusal<MeetingStanding>[];
/** Members of the community say whether they come. */
export const answering = [
  activeOnly,
  unknown,
  notBarred,
  member,
  openOnly,
  cancelled,
  over,
] as const satisfies readonly Refusal<MeetingStanding>[];
