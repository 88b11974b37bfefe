/** What members follow, to be told of what is new: authors and categories of the catalogue, and members (B13). */
import * as z from 'zod/mini';
import { fold } from '../platform/fold.ts';
import { memberId, type MemberId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';

/** Most that one member follows. */
export const MOST_FOLLOWS = 200;
/** Most characters of the name of an author or a member who is followed. */
export const FOLLOWED_NAME = 120;

/**
 * An author, by the name that books print; a category, by its key; or a member, with the name that they sign their
 * texts with. That name is the follower's own note: a member may be found by no other.
 */
export const followed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('author'), name: line(FOLLOWED_NAME, 1) }),
  z.strictObject({ kind: z.literal('category'), key: line(30, 1) }),
  z.strictObject({ kind: z.literal('member'), member: memberId, name: line(FOLLOWED_NAME, 1) }),
]);
export type Followed = z.infer<typeof followed>;

/** The id of the row: an author is the same under all spellings that readers do not tell apart. */
export const followId = (of: Followed): string => {
  if (of.kind === 'author') return authorKey(of.name);
  return of.kind === 'category' ? `category:${of.key}` : memberKey(of.member);
};
/** The id under which an author is followed. */
export const authorKey = (name: string): string => `author:${fold(name)}`;
/** The id under which a member is followed. */
export const memberKey = (member: MemberId): string => `member:${member}`;

/** Something that the member follows, and since when. */
export const followRow = z.object({ id: z.string(), of: followed, since: z.string() });
export type Follow = z.infer<typeof followRow>;
