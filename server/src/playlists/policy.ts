import { MOST_ITEMS, MOST_LIKES, MOST_PLAYLISTS } from '@egoejo/shared/playlists/model.ts';
import { activeOnly, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Makes a playlist. `all`: how many this member has. */
export const making = [
  activeOnly,
  ['playlist.exists', (s) => s.known],
  ['playlist.too_many', (s) => s.all >= MOST_PLAYLISTS],
] as const satisfies readonly Refusal<Standing & { known: boolean; all: number }>[];

/** A member's standing towards a playlist, and in the community that the act concerns. */
export interface PlaylistStanding extends Standing {
  own: boolean;
  /** They may see the playlist. */
  seen: boolean;
  /** The members of its community change its items, and they are one of them. */
  together: boolean;
}
const unknown = ['playlist.unknown', (s) => !s.own && !s.seen] as const satisfies Refusal<PlaylistStanding>;

/** Only who made a playlist says what it is, and who sees it. */
export const editing = [
  activeOnly,
  unknown,
  ['playlist.not_owner', (s) => !s.own],
] as const satisfies readonly Refusal<PlaylistStanding>[];

/** They share it with a community to which they belong. */
export const sharing = [
  ...editing,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['playlist.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<PlaylistStanding>[];

/** They remove it in any case, also without the right to make more. */
export const removing = [['playlist.not_owner', (s) => s.seen && !s.own]] as const satisfies readonly Refusal<
  Pick<PlaylistStanding, 'own' | 'seen'>
>[];

/** Moves items, and takes them out: its owner, and with `together` the members of its community. */
export const arranging = [
  activeOnly,
  unknown,
  ['playlist.not_owner', (s) => !s.own && !s.together],
] as const satisfies readonly Refusal<PlaylistStanding>[];

/** Adds tracks that they may see. `items`: how many the list would have then. */
export const adding = [
  ...arranging,
  notBarred,
  openOnly,
  ['track.unknown', (s) => s.unseen],
  ['playlist.full', (s) => s.items > MOST_ITEMS],
] as const satisfies readonly Refusal<PlaylistStanding & { unseen: boolean; items: number }>[];

/** Likes a track that they may see. `others`: how many they like beside it. */
export const liking = [
  activeOnly,
  ['track.unknown', (s) => s.unseen],
  ['like.too_many', (s) => s.others >= MOST_LIKES],
] as const satisfies readonly Refusal<Standing & { unseen: boolean; others: number }>[];
