/** What members follow, to be told of what is new: authors and categories of the catalogue, and members (B13). */
import * as z from 'zod/mini';
import { fold } from '../platform/fold.ts';
import { sha256Hex } from '../platform/canonical-json.ts';
import { anyId, memberId } from '../platform/ids.ts';
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

/** A UUIDv8 (RFC 9562) from the SHA-256 of the parts: the same on every device, and on the server. */
function idFrom(...parts: readonly string[]): string {
  const hex = sha256Hex(parts.join(':'));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
/** The id under which an author is followed: the same for all spellings that readers do not tell apart. */
export const authorFollowId = (name: string): string => idFrom('author', fold(name));
export const categoryFollowId = (key: string): string => idFrom('category', key);
/** The id of the row; that of a followed member is the member's own. */
export const followId = (of: Followed): string => {
  if (of.kind === 'author') return authorFollowId(of.name);
  return of.kind === 'category' ? categoryFollowId(of.key) : of.member;
};

/** Something that the member follows, and since when. */
export const followRow = z.object({ id: anyId, of: followed, since: z.string() });
export type Follow = z.infer<typeof followRow>;
