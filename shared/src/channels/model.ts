/** The ways in which a member is told something: in the app, by a mail of the day, by a message to their devices. */
import * as z from 'zod/mini';
import type { NotificationKind } from '../notifications/model.ts';
import { memberId } from '../platform/ids.ts';

/**
 * What a member chooses ways for. Everything that becomes of a proposal or a manuscript is one topic, and so are
 * everything that waits for a decision of those who animate or moderate, and all news of what the member follows or
 * takes part in. What is said to a member in rooms is one topic too.
 */
export const topics = [
  'answer',
  'mention',
  'news',
  'comment',
  'proposal',
  'pollOpened',
  'pollResult',
  'announcement',
  'toDecide',
  'moderated',
  'meeting',
  'talk',
] as const;
export type Topic = (typeof topics)[number];
const MEETING = ['meetingPlanned', 'meetingChanged', 'meetingCancelled', 'meetingSoon'] as const;
const TALK = ['roomMention', 'roomAnswer', 'roomDirect'] as const;
const NEWS = ['newWork', 'newText', 'newEpisode', 'newRelease', 'clubPart', 'challengeReached'] as const;
const isOf = <K extends string>(kinds: readonly K[], kind: string): kind is K => kinds.some((k) => k === kind);
export function topicOf(kind: NotificationKind): Topic {
  if (isOf(MEETING, kind)) return 'meeting';
  if (isOf(TALK, kind)) return 'talk';
  if (kind === 'published' || kind === 'declined' || kind === 'withdrawn') return 'proposal';
  if (kind === 'pollClosed') return 'pollResult';
  if (isOf(NEWS, kind)) return 'news';
  if (kind === 'topicPost') return 'answer';
  if (kind === 'manuscriptMoved') return 'proposal';
  return kind === 'proposed' || kind === 'reported' || kind === 'appealed' ? 'toDecide' : kind;
}

const way = z.optional(z.strictObject({ app: z.boolean(), mail: z.boolean(), push: z.boolean() }));
const minute = z.int().check(z.minimum(0), z.maximum(1439));
/** Minutes since midnight in an IANA time zone; `from` after `to` goes past midnight. */
const quietHours = z.strictObject({ from: minute, to: minute, zone: z.string().check(z.maxLength(64)) });
export type QuietHours = z.infer<typeof quietHours>;
const mail = z.optional(z.boolean());

/** What is absent is as usual. `digest`: the mail of the day as a whole; the other mails tell no notification. */
export const channelsValue = z.strictObject({
  answer: way,
  mention: way,
  news: way,
  comment: way,
  proposal: way,
  pollOpened: way,
  pollResult: way,
  announcement: way,
  toDecide: way,
  moderated: way,
  meeting: way,
  talk: way,
  digest: mail,
  invitation: mail,
  compostAhead: mail,
  moderation: mail,
  quiet: z.optional(z.nullable(quietHours)),
});
export type ChannelsValue = z.infer<typeof channelsValue>;
export type Ways = NonNullable<ChannelsValue[Topic]>;
/** How a member wants to be told; the id is the member's. */
export const channelsRow = z.object({ id: memberId, value: channelsValue });

/** The ways of a topic. `withoutDevice`: by mail while none of the member's devices is subscribed. */
interface ToldBy extends Omit<Ways, 'mail'> {
  mail: boolean | 'withoutDevice';
}

/**
 * The ways of a topic. Without a choice: in the app and on subscribed devices; by mail announcements, and what is said
 * to the member in rooms when no device is told of it (T6).
 */
export const waysOf = (value: ChannelsValue | undefined, topic: Topic): ToldBy =>
  value?.[topic] ?? { app: true, mail: topic === 'talk' ? 'withoutDevice' : topic === 'announcement', push: true };

/** Whether this topic goes in the mail of the day. `devices`: some device of the member is subscribed. */
export function isMailed(value: ChannelsValue | undefined, topic: Topic, devices: boolean): boolean {
  const { mail: by } = waysOf(value, topic);
  return by === 'withoutDevice' ? !devices : by;
}
