/** Playlists: tracks in an order that members choose, alone or together (L6); and the tracks that a member likes. */
import * as z from 'zod/mini';
import { communityId, memberId, playlistId, playlistItemId, trackId } from '../platform/ids.ts';
import { sha256Hex } from '../platform/sha256.ts';
import { trackVisibility } from '../tracks/model.ts';

/** Most characters of what is said about a playlist. */
export const PLAYLIST_TEXT = { title: 120, text: 500 } as const;
/** Most playlists of a member, items of a playlist, items that are added by one act, and likes of a member. */
export const MOST_PLAYLISTS = 200;
export const MOST_ITEMS = 1000;
export const MOST_AT_ONCE = 100;
export const MOST_LIKES = 5000;
/** Most characters of a key. A list in which a key grows longer than half of this gets new keys from the server. */
export const MOST_ORDER = 100;

/** A key of the order: a letter, then letters and digits. `isOrder` says whether it is a true one. */
export const orderKey = z.string().check(z.regex(/^[A-Za-z][0-9A-Za-z]*$/), z.maxLength(MOST_ORDER));

/** A playlist. It is in the scope of its member, of the community that has it, or in the catalogue. */
export const playlistRow = z.object({
  id: playlistId,
  /** Who made it; null: their account is closed. */
  member: z.nullable(memberId),
  memberName: z.nullable(z.string()),
  title: z.string(),
  text: z.string(),
  visibility: trackVisibility,
  /** Whose members see it, if its visibility is `community`; else null. */
  community: z.nullable(communityId),
  /** The members of its community add, move and take out too. */
  together: z.boolean(),
  createdAt: z.string(),
});
export type Playlist = z.infer<typeof playlistRow>;

/**
 * A track of a playlist. It is in the scope of its playlist, and says nothing about the track: who may not hear that
 * does not learn its title here.
 */
export const playlistItemRow = z.object({
  id: playlistItemId,
  playlist: playlistId,
  track: trackId,
  order: z.string(),
  addedAt: z.string(),
});
export type PlaylistItem = z.infer<typeof playlistItemRow>;

/**
 * The id of the item: a UUIDv8 (RFC 9562) computed from a SHA-256. A track that two devices add to the same playlist
 * without a network has one id, so it is there once.
 */
export const itemIdOf = (playlist: string, track: string): PlaylistItem['id'] =>
  sha256Hex(`${playlist}:${track}`).replace(
    /^(.{8})(.{4}).(...).(...)(.{12}).*/,
    '$1-$2-8$3-8$4-$5',
  ) as PlaylistItem['id'];

/** A track that the member likes, and since when. */
export const likeRow = z.object({ id: trackId, at: z.string() });
