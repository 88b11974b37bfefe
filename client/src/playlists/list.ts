/** Which playlists there are for a member, what is in one, and where its tracks go. Pure. */
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import { itemIdOf, MOST_AT_ONCE, type Playlist, type PlaylistItem } from '@egoejo/shared/playlists/model.ts';
import { ordersAt } from '@egoejo/shared/playlists/order.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';

/** Why the member sees a playlist: it is theirs, it is shared with a community of theirs, or it is public. */
const WHOSE = ['mine', 'communities', 'everybody'] as const;
export type Whose = (typeof WHOSE)[number];

const whoseOf = ({ member, community }: Playlist, me: string | null): Whose =>
  me !== null && member === me ? 'mine' : community === null ? 'everybody' : 'communities';

/** The playlists by why the member sees them, the newest first in each; groups without one are left out. */
export function groupsOf(lists: readonly Playlist[], me: string | null): { whose: Whose; lists: Playlist[] }[] {
  const sorted = lists.toSorted((a, b) =>
    a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? 1 : -1,
  );
  return WHOSE.map((whose) => ({ whose, lists: sorted.filter((list) => whoseOf(list, me) === whose) })).filter(
    (group) => group.lists.length > 0,
  );
}

/** Whether the member may add, move and take out. @param joined ids of their communities */
export const mayChange = (
  { member, together, community }: Playlist,
  me: string | null,
  joined: ReadonlySet<string>,
): boolean => me !== null && (member === me || (together && community !== null && joined.has(community)));

/** A track of a playlist; null: this member cannot hear it. */
export interface Line {
  item: PlaylistItem;
  track: Track | null;
}
export const linesOf = (items: readonly PlaylistItem[], tracks: ReadonlyMap<string, Track>): Line[] =>
  items.map((item) => ({ item, track: tracks.get(item.track) ?? null }));

/** How many tracks a playlist has, and how long those last that the member can hear. */
export const sizeOf = (items: readonly PlaylistItem[], tracks: ReadonlyMap<string, Track>) => ({
  n: items.length,
  seconds: items.reduce((sum, { track }) => sum + (tracks.get(track)?.seconds ?? 0), 0),
});

/** Where a track can be moved by a word. */
export const MOVES = ['first', 'up', 'down', 'last'] as const;
export type Move = (typeof MOVES)[number];
/** The place to which a word moves the item at `from` of `n`. Null: it is there already. */
export function placeOf(move: Move, from: number, n: number): number | null {
  const to = { first: 0, up: from - 1, down: from + 1, last: n - 1 }[move];
  return to === from || to < 0 || to >= n ? null : to;
}

/** The key that moves the item at `from` to the place `to`. @param items in order */
export const orderOf = (items: readonly PlaylistItem[], from: number, to: number): string =>
  ordersAt(
    items.filter((_, i) => i !== from).map(({ order }) => order),
    to,
    1,
  )[0]!;

/**
 * What adds tracks to the end of a playlist, an element for each act; nothing if all of them are there.
 * @param items in order
 */
export function additions(playlist: string, items: readonly PlaylistItem[], tracks: readonly TrackId[]) {
  const there = new Set<string>(items.map(({ id }) => id));
  const fresh = [...new Set(tracks)].filter((track) => !there.has(itemIdOf(playlist, track)));
  const orders = ordersAt(
    items.map(({ order }) => order),
    items.length,
    fresh.length,
  );
  const added = fresh.map((track, i) => ({ track, order: orders[i]! }));
  return Array.from({ length: Math.ceil(added.length / MOST_AT_ONCE) }, (_, i) =>
    added.slice(i * MOST_AT_ONCE, (i + 1) * MOST_AT_ONCE),
  );
}
