/** Clubs (B13): a work that members read together, part after part. The discussion of a part is a topic of the forum. */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { bookId, clubId, communityId, memberId, topicId } from '../platform/ids.ts';
import { topicTitle } from '../forum/model.ts';
import { line, prose } from '../platform/texts.ts';

/** Most parts of a club. */
export const MOST_PARTS = 30;

/** A part: how far it goes in the work, and the day for which it is read. Its id is that of its topic. */
export const clubPart = z.strictObject({
  id: topicId,
  title: topicTitle,
  /** Ten-thousandths of the work. */
  upTo: z.int().check(z.minimum(1), z.maximum(10_000)),
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
});
export type ClubPart = z.infer<typeof clubPart>;

/** What its organiser says of a club. */
export const clubDetails = {
  title: line(TEXT.title, 1),
  text: prose(TEXT.comment),
  parts: z.array(clubPart).check(z.minLength(1), z.maxLength(MOST_PARTS)),
} as const;

const isDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};
/** Whether parts follow each other: each goes farther than the one before it, on a later day or the same one. */
export const inOrder = (parts: readonly ClubPart[]): boolean =>
  new Set(parts.map((p) => p.id)).size === parts.length &&
  parts.every((p, i) => {
    const before = parts[i - 1];
    return isDay(p.day) && (before === undefined || (p.upTo > before.upTo && p.day >= before.day));
  });

/** A club. Its parts are the topics that name it. The rows of a community are in its scope, others in the catalogue. */
export const clubRow = z.object({
  id: clubId,
  /** Null: open to all. */
  community: z.nullable(communityId),
  work: bookId,
  /** Who began it; null: hidden by moderators, or the account is closed. */
  author: z.nullable(memberId),
  /** The name they had then; null: none, or as above. */
  name: z.nullable(z.string()),
  title: z.string(),
  text: z.string(),
  /** How many joined it. */
  members: z.int(),
  /** `hidden`: by moderators; its words are ''. */
  state: z.enum(['open', 'hidden']),
  createdAt: z.string(),
  /** Null: never changed. */
  editedAt: z.nullable(z.string()),
});
export type Club = z.infer<typeof clubRow>;

/** That the member joined a club, under the id of the club. */
export const clubMemberRow = z.object({ id: clubId, since: z.string() });
