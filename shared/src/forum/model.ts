/** Topics of a forum (B13): of one community, or of all. What is said there are comments. */
import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { clubId, commentId, communityId, topicId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';

export const topicTitle = line(TEXT.title, 1);

/**
 * A topic of a forum, or the discussion of one part of a club. The rows of a community are in its scope, those of all
 * in the catalogue.
 */
export const topicRow = z.object({
  id: topicId,
  /** Null: of the forum of all. */
  community: z.nullable(communityId),
  /** '' once the comment that opened it, or its club, is hidden or gone. */
  title: z.string(),
  /** The comment that opened it; null: a part of a club. */
  first: z.nullable(commentId),
  /** The club of which it discusses a part; null: none. */
  club: z.nullable(clubId),
  /** How far a member has read who knows this part, in ten-thousandths of the work; null: no part of a club. */
  upTo: z.nullable(z.int()),
  /** YYYY-MM-DD: the day for which a club reads this part; null: no part of a club. */
  day: z.nullable(z.string()),
  /** Nobody writes there any more. */
  closed: z.boolean(),
  /** It stands before the others. */
  pinned: z.boolean(),
  createdAt: z.string(),
});
export type Topic = z.infer<typeof topicRow>;
