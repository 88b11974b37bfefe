/** Challenges of readers, and the leaderboards of communities (B14). */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { anyId, challengeId, communityId, memberId } from '../platform/ids.ts';
import { line, plainName, prose } from '../platform/texts.ts';

/** What a challenge counts: works and texts read to their end, pages of books, days with reading. */
export const goals = ['books', 'pages', 'days'] as const;
const goal = z.enum(goals);
export type Goal = z.infer<typeof goal>;

/** Most of a goal. */
export const MOST_GOAL = 1_000_000;

/** A calendar day from the year 2000 on. Whether the month has it shows when the act is settled. */
const calendarDay = z.string().check(z.regex(/^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));

/** What its maker says of a challenge. */
export const details = {
  title: line(TEXT.title, 1),
  text: prose(TEXT.comment),
  goal,
  /** How many of `goal`. */
  n: z.int().check(z.minimum(1), z.maximum(MOST_GOAL)),
  /** The members of the community add up to `n`; false: each takes part alone and reaches it. */
  together: z.boolean(),
  /** The first and the last day, by the calendars of the readers. */
  starts: calendarDay,
  ends: calendarDay,
} as const;

/**
 * A challenge of a community, in its scope; `community` null: of the member alone, in the member's scope.
 * `participants`, and `sum`: what they read so far (together), or how many of them reached it (alone); of a member's
 * own challenge neither is counted. `reachedAt`: when the community reached it together. `reason`: why it was
 * cancelled.
 */
export const challengeRow = z.object({
  id: challengeId,
  community: z.nullable(communityId),
  /** Who made it; null: hidden by moderators, or the account is closed. */
  author: z.nullable(memberId),
  /** The name they had then; null: none, or as above. */
  name: z.nullable(z.string()),
  title: z.string(),
  text: z.string(),
  goal,
  n: z.int(),
  together: z.boolean(),
  starts: z.string(),
  ends: z.string(),
  participants: z.int(),
  sum: z.int(),
  reachedAt: z.nullable(z.string()),
  /** `hidden`: by moderators; its words are ''. */
  state: z.enum(['planned', 'cancelled', 'hidden']),
  reason: z.string(),
  createdAt: z.string(),
  /** Null: never changed. */
  editedAt: z.nullable(z.string()),
});
export type Challenge = z.infer<typeof challengeRow>;

/**
 * That the member takes part in a challenge, under its id, with how much of its goal the server has counted.
 * `reachedAt`: when it was enough, of a challenge in which each takes part alone.
 */
export const challengePartRow = z.object({
  id: challengeId,
  progress: z.int(),
  joinedAt: z.string(),
  reachedAt: z.nullable(z.string()),
});
export type ChallengePart = z.infer<typeof challengePartRow>;

/** Shortest and longest pseudonym, characters. */
export const PSEUDONYM = { least: 2, most: 30 } as const;
export const pseudonym = z
  .string()
  .check(z.overwrite(plainName), z.minLength(PSEUDONYM.least), z.maxLength(PSEUDONYM.most));

/**
 * A line of a community's leaderboard. The id is random and leads to no member. `week` and `season` name those of the
 * points (`weekOf`, `seasonOf`): once others have come, they are of the past. `pseudonym`: '' while moderators hide it.
 */
export const leaderboardPlaceRow = z.object({
  id: anyId,
  community: communityId,
  pseudonym: z.string(),
  week: z.string(),
  weekPoints: z.int(),
  lastWeekPoints: z.int(),
  season: z.string(),
  seasonPoints: z.int(),
});
export type LeaderboardPlace = z.infer<typeof leaderboardPlaceRow>;

/** The member's own place in the leaderboard of a community, under its id; only they get it. */
export const leaderboardOwnRow = z.object({
  id: communityId,
  /** The id of their line; null: the server has not made it yet. */
  place: z.nullable(anyId),
  pseudonym: z.string(),
});
