/** Meetings of a community (B13): when, where, how many may come, and who answered. */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { communityId, instant, meetingId, memberId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';

/** Shortest and longest meeting, minutes. */
const MINUTES = { least: 5, most: 14 * 24 * 60 } as const;
/** Most places of a meeting. */
export const MOST_PLACES = 100_000;
/** Longest address of a meeting held over the network, characters. */
export const LINK = 300;

export const answers = ['yes', 'perhaps', 'no'] as const;
export const answer = z.enum(answers);
export type Answer = z.infer<typeof answer>;

/** What its organiser says of a meeting. */
export const details = {
  title: line(TEXT.title, 1),
  text: prose(TEXT.comment),
  /** Where it is held; '': only over the network, or not known yet. */
  place: line(TEXT.place),
  /** An https address where it is held over the network; ''. */
  link: line(LINK).check(z.regex(/^(https:\/\/[^\s/]+\.[^\s/]\S*)?$/)),
  /** One that no calendar has (February 30th) is refused like one that has passed. */
  startsAt: instant,
  minutes: z.int().check(z.minimum(MINUTES.least), z.maximum(MINUTES.most)),
  /** Null: everybody finds a place. */
  places: z.nullable(z.int().check(z.minimum(1), z.maximum(MOST_PLACES))),
} as const;

/** A meeting of a community, with how many answered what. `reason`: why it was cancelled, else ''. */
export const meetingRow = z.object({
  id: meetingId,
  community: communityId,
  /** Who planned it; null: hidden by moderators, or the account is closed. */
  author: z.nullable(memberId),
  /** The name they had when they planned it; null: none, or as above. */
  name: z.nullable(z.string()),
  title: z.string(),
  text: z.string(),
  place: z.string(),
  link: z.string(),
  startsAt: z.string(),
  minutes: z.int(),
  places: z.nullable(z.int()),
  yes: z.int(),
  perhaps: z.int(),
  /** `hidden`: by moderators; its words are ''. */
  state: z.enum(['planned', 'cancelled', 'hidden']),
  reason: z.string(),
  createdAt: z.string(),
  /** Null: never changed. */
  editedAt: z.nullable(z.string()),
});
export type Meeting = z.infer<typeof meetingRow>;

/** The member's own answer to a meeting, under the id of the meeting. */
export const meetingAnswerRow = z.object({ id: meetingId, answer, answeredAt: z.string() });
export type MeetingAnswer = z.infer<typeof meetingAnswerRow>;

/** When a meeting ends, milliseconds since 1970. */
export const endOf = ({ startsAt, minutes }: Pick<Meeting, 'startsAt' | 'minutes'>): number =>
  Date.parse(startsAt) + minutes * 60_000;

/** Places that are free; null: as many as come. */
export const freePlaces = ({ places, yes }: Pick<Meeting, 'places' | 'yes'>): number | null =>
  places === null ? null : Math.max(0, places - yes);

/** Somebody who answered, as those who organise the meeting see them. `name` '': they have none. */
export interface Answered {
  name: string;
  answer: Answer;
}
/** GET /api/meetings/:id/answers: the earliest first. */
export interface AnswerList {
  answers: Answered[];
  /** Some were left off. */
  more: boolean;
}
/** Most answers in one list. */
export const ANSWERS_LISTED = 500;
