/** Notifications in the app, and announcements. */
import * as z from 'zod/mini';
import { anyId, commentId, communityId, instant, messageId, pollId, projectId } from '../platform/ids.ts';

/**
 * Refused votes are not among the kinds, because each device shows them from its own acts. Version 1 of the rows knows
 * the kinds up to `announcement`, version 2 those up to `pollClosed`. `proposed`, `reported` and `appealed` tell
 * animators and moderators what waits for them. `moderated` tells an author of a decision. `pollClosed` tells a poll's
 * author and animators who did not vote. `newWork` tells of a new book by an author or in a category that the member
 * follows, `newText` of a new text by a member that they follow; each comes once a day at most.
 * The four about meetings are of version 4: `meetingPlanned` goes to the members of the community, the others to those
 * who answered that they come, or perhaps. The last three are of version 5, and so is what tells of a comment in a
 * topic: `topicPost` goes to who opened the topic, `clubPart` to the members of a club on the day of a part,
 * `challengeReached` to who reached a challenge, and to all who take part in one that a community reached together.
 * `manuscriptMoved`, of version 6, goes to an author whose manuscript a reviewer moved, and to reviewers when one is
 * submitted.
 * The three about rooms are of version 7: `roomMention` and `roomAnswer` tell of a message in a room of a community,
 * `roomDirect` of the first message in a direct conversation that the member has not read.
 * `newEpisode`, of version 8, tells who follows a show of its new episodes, once a show and day.
 * `newRelease`, of version 9, tells who follows a member of tracks that they released.
 */
export const notificationKinds = [
  'answer',
  'mention',
  'news',
  'comment',
  'published',
  'declined',
  'withdrawn',
  'pollOpened',
  'pollResult',
  'announcement',
  'proposed',
  'reported',
  'appealed',
  'moderated',
  'pollClosed',
  'newWork',
  'newText',
  'meetingPlanned',
  'meetingChanged',
  'meetingCancelled',
  'meetingSoon',
  'topicPost',
  'clubPart',
  'challengeReached',
  'manuscriptMoved',
  'roomMention',
  'roomAnswer',
  'roomDirect',
  'newEpisode',
  'newRelease',
] as const;
const notificationKind = z.enum(notificationKinds);
export type NotificationKind = z.infer<typeof notificationKind>;

/** Most notifications kept for one member; the oldest go first. */
export const MOST_NOTIFICATIONS = 200;

/**
 * Something that happened to the member. It names what it is about and has its title, so that it can be shown without a
 * network; the words of a comment stay in the comment alone, which may be deleted or hidden. `text`: the reason of a
 * decision or of a cancelled poll, or an announcement. Both are empty while moderators hide what it is about, but not
 * for a `moderated`, whose id is that of the case: its words are the moderators'. A `newText` and a `roomDirect` have
 * no title.
 */
export const notificationRow = z.object({
  id: anyId,
  kind: notificationKind,
  project: z.nullable(projectId),
  poll: z.nullable(pollId),
  comment: z.nullable(commentId),
  /** A meeting, a challenge, a manuscript, a room, a show, a track, or a topic of a forum or club. Null or absent: none. */
  subject: z.optional(z.nullable(anyId)),
  /** The message of the room that it is about. Null or absent: none. */
  message: z.optional(z.nullable(messageId)),
  /** Null with an announcement: it is to all members. */
  community: z.nullable(communityId),
  title: z.string(),
  text: z.string(),
  createdAt: instant,
  readAt: z.nullable(instant),
});
export type Notification = z.infer<typeof notificationRow>;
