/** What members follow, to be told of what is new: authors and categories of the catalogue, and members (B13). */
import * as z from 'zod/mini';
import { sha256Hex } from '../platform/canonical-json.ts';
import { anyId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';

/** Most that one member follows. */
export const MOST_FOLLOWS = 200;
/** Most characters of the name of an author or a member who is followed. */
export const FOLLOWED_NAME = 120;

/**
 * `key`: the name of an author as a book prints it, the key of a category, or the id of a member. `name`: that which a
 * followed member signs their texts with, as the follower read it; '' for the others. It is the follower's own note, so
 * that no id of a member leads to a name.
 */
export const followed = z.strictObject({
  kind: z.enum(['author', 'category', 'member']),
  key: line(FOLLOWED_NAME, 1),
  name: line(FOLLOWED_NAME),
});
export type Followed = z.infer<typeof followed>;

/**
 * The id of the row, a UUIDv8 (RFC 9562) from a SHA-256: the same on every device and on the server, and for all
 * spellings of an author that differ in capitals and accents alone.
 */
export const followId = ({ kind, key }: Pick<Followed, 'kind' | 'key'>): string =>
  sha256Hex(`${kind}:${key.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()}`).replace(
    /^(.{8})(.{4}).(...).(...)(.{12}).*/,
    '$1-$2-8$3-8$4-$5',
  );

/** Something that the member follows, and since when. */
export const followRow = z.object({ id: anyId, of: followed, since: z.string() });
export type Follow = z.infer<typeof followRow>;
