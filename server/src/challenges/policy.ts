import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Most challenges that one member makes within a day, edits of one within a day, and names in a leaderboard. */
export const MOST_CHALLENGES = 10;
export const MOST_EDITS = 30;
export const MOST_NAMES = 5;
/** Most challenges of one maker that are not over, and most such challenges in which one member takes part. */
export const MOST_RUNNING = 20;
export const MOST_PARTS = 30;

const member = ['challenge.not_member', (s) => s.role === null && !s.animatesAll] as const satisfies Refusal<Standing>;

/** The days and the goal of a challenge, seen from when the act was first accepted. */
interface Wanted extends Standing {
  /** Its days exist, are in order and not too many, and have not passed. */
  daysFit: boolean;
  goalFits: boolean;
}
const badDays = ['challenge.bad_days', (s) => !s.daysFit] as const satisfies Refusal<Wanted>;
const badGoal = ['challenge.bad_goal', (s) => !s.goalFits] as const satisfies Refusal<Wanted>;

/** Members of a community make its challenges. */
export const making = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  member,
  openOnly,
  badDays,
  badGoal,
] as const satisfies readonly Refusal<Wanted>[];
/** Everybody makes challenges for themselves. */
export const makingOwn = [activeOnly, badDays, badGoal] as const satisfies readonly Refusal<Wanted>[];

/** A member's standing towards a challenge. */
export interface ChallengeStanding extends Standing {
  /** There is such a challenge, moderators have not hidden it, and it is not somebody else's alone. */
  exists: boolean;
  own: boolean;
  /** It is of the member alone. */
  alone: boolean;
  /** What held when the act was first accepted. */
  cancelled: boolean;
  begun: boolean;
  over: boolean;
}
const unknown = ['challenge.unknown', (s) => !s.exists || !s.visible] as const satisfies Refusal<ChallengeStanding>;
const maker = [
  'challenge.not_maker',
  (s) => !s.alone && !animates(s) && (!s.own || s.role === null),
] as const satisfies Refusal<ChallengeStanding>;
const cancelled = ['challenge.cancelled', (s) => s.cancelled] as const satisfies Refusal<ChallengeStanding>;
const over = ['challenge.over', (s) => s.over] as const satisfies Refusal<ChallengeStanding>;

/** Whoever made a challenge, and animators, change it until it begins. */
export const editing = [
  activeOnly,
  unknown,
  notBarred,
  maker,
  openOnly,
  cancelled,
  ['challenge.begun', (s) => s.begun],
] as const satisfies readonly Refusal<ChallengeStanding>[];
/** They may call it off until it is over, also in an archived community. */
export const cancelling = [
  activeOnly,
  unknown,
  notBarred,
  maker,
  over,
] as const satisfies readonly Refusal<ChallengeStanding>[];
/** Members of the community take part. */
export const joining = [
  activeOnly,
  unknown,
  notBarred,
  ['challenge.not_member', (s) => !s.alone && s.role === null && !s.animatesAll],
  openOnly,
  cancelled,
  over,
] as const satisfies readonly Refusal<ChallengeStanding>[];

/** Members of a community stand in its leaderboard. */
export const naming = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['leaderboard.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<Standing>[];
