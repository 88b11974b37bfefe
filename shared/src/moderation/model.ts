/** Reports of what members write, and what moderators decide about them. */
import * as z from 'zod/mini';
import { anyId, communityId, instant } from '../platform/ids.ts';

/**
 * What can be reported: the one list. A new kind needs its line here, its adapter in
 * `server/src/moderation/subjects.ts` and its name in the catalogues (`moderation.kind.<kind>`); types fail for the one
 * you forget. Each version of the rows knows more kinds than the one
 * before: 2 stories, 3 reviews, 4 meetings, 5 clubs, challenges and pseudonyms of leaderboards, 6 messages, 7 tracks,
 * 8 playlists, 9 shows.
 */
const subjectKinds = [
  'project',
  'poll',
  'comment',
  'member',
  'story',
  'review',
  'meeting',
  'club',
  'challenge',
  'pseudonym',
  'message',
  'track',
  'playlist',
  'show',
] as const;
export const subjectKind = z.enum(subjectKinds);
export type SubjectKind = z.infer<typeof subjectKind>;

export const reportReasons = ['spam', 'insult', 'false', 'danger', 'other'] as const;
export const reportReason = z.enum(reportReasons);
export type ReportReason = z.infer<typeof reportReason>;

/** The longest words of a report and of an appeal, in characters. */
export const REPORT_WORDS = 500;
/** Most reports of one member within a day. */
export const MOST_REPORTS = 20;
/** How long a report is kept once it was decided, and a case in which everything stayed visible, days. */
export const REPORTS_KEPT_DAYS = 365;

export const outcome = z.enum(['kept', 'hidden']);
export type Outcome = z.infer<typeof outcome>;
const state = z.enum(['open', 'kept', 'hidden']);

/** The id is that of what was reported: a member has one report of it at a time. `answer`: the moderators' words. */
export const reportRow = z.object({
  id: anyId,
  kind: subjectKind,
  title: z.string(),
  reason: reportReason,
  words: z.string(),
  state,
  answer: z.nullable(z.string()),
  createdAt: instant,
  decidedAt: z.nullable(instant),
});
export type Report = z.infer<typeof reportRow>;

/**
 * What moderators decided about something the member wrote; the id is the case's. `hidden`: whether it is hidden now.
 * The member may appeal once for each `round`. It never says who reported.
 */
export const sanctionRow = z.object({
  id: anyId,
  kind: subjectKind,
  /** The id of the project, poll, member … */
  subject: anyId,
  title: z.string(),
  round: z.int(),
  hidden: z.boolean(),
  banned: z.boolean(),
  reason: z.string(),
  decidedAt: instant,
  appeal: z.nullable(z.string()),
  /** The words with which the appeal was decided; null while it waits, and without one. */
  answer: z.nullable(z.string()),
});
export type Sanction = z.infer<typeof sanctionRow>;

const decision = z.object({
  outcome,
  reason: z.string(),
  at: z.string(),
  banned: z.boolean(),
  /** Null: their name is not shown to the community, or the account is closed. */
  by: z.nullable(z.string()),
  /** Whether it was this member. */
  mine: z.boolean(),
});

/** A case in the queue of one who may decide it: everything open about one subject, without the names of reporters. */
export const moderationCaseRow = z.object({
  id: anyId,
  kind: subjectKind,
  subject: anyId,
  community: z.nullable(communityId),
  title: z.string(),
  excerpt: z.string(),
  state,
  /** Grows with each decision; a decision names the round it was made for. */
  round: z.int(),
  reports: z.array(z.object({ reason: reportReason, words: z.string(), at: z.string() })),
  flags: z.array(z.object({ check: z.string(), found: z.string() })),
  decision: z.nullable(decision),
  /** The author's words against the last decision, while they wait. */
  appeal: z.nullable(z.string()),
  openedAt: instant,
});
export type ModerationCase = z.infer<typeof moderationCaseRow>;
export type Flag = ModerationCase['flags'][number];
