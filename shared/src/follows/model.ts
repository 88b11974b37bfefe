/** Members follow authors and categories of the catalogue, and other members, to be told of new books and texts (B13). */
import * as z from 'zod/mini';
import { sha256Hex } from '../platform/sha256.ts';
import { anyId } from '../platform/ids.ts';
import { line, plainLine } from '../platform/texts.ts';

/** Most that one member follows. */
export const MOST_FOLLOWS = 200;
/** Most characters of the name of an author or a member who is followed. */
export const FOLLOWED_NAME = 120;

/**
 * Who or what is followed. `key`: the name of an author as a book prints it, the key of a category, or the id of a
 * member. `name`: for a member the name below their text, as the follower's device sent it; '' for the others. The
 * server does not look it up: whoever knows only the id of a member must not learn their name.
 */
export const followed = z.strictObject({
  kind: z.enum(['author', 'category', 'member']),
  key: line(FOLLOWED_NAME, 1),
  name: line(FOLLOWED_NAME),
});
export type Followed = z.infer<typeof followed>;

/** A name as follows compare it: without accents, capitals and repeated spaces. */
export const plainName = (name: string): string =>
  plainLine(name).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The id of the row: a UUIDv8 (RFC 9562) computed from a SHA-256, so that every device and the server find the same id.
 * Two spellings of an author's name that differ only in capitals and accents have the same id.
 */
export const followId = ({ kind, key }: Pick<Followed, 'kind' | 'key'>): string =>
  sha256Hex(`${kind}:${plainName(key)}`).replace(/^(.{8})(.{4}).(...).(...)(.{12}).*/, '$1-$2-8$3-8$4-$5');

/** An author, a category or another member that the member follows, and since when. */
export const followRow = z.object({ id: anyId, of: followed, since: z.string() });
export type Follow = z.infer<typeof followRow>;
