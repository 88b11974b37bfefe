/** Reads playlists and likes on this device. */
import { useMemo } from 'react';
import { itemIdOf, type Playlist, type PlaylistItem } from '@egoejo/shared/playlists/model.ts';
import { byOrder } from '@egoejo/shared/playlists/order.ts';
import { useActs, type Act } from '../sync/api/acts/activity.ts';
import { mergeRows, useLast, useLive, useOverlay, useRows, useRowsByIds } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { mayChange } from './list.ts';

/** The ids of the member's communities. */
export function useJoined(): ReadonlySet<string> | undefined {
  const memberships = useRows('membership');
  return useMemo(() => memberships && new Set(memberships.map(({ id }) => id)), [memberships]);
}

/** The member's own playlists, those of their communities, and those for everybody. */
export function usePlaylists(): Playlist[] | undefined {
  const rows = useRows('playlist');
  const joined = useJoined();
  const me = useMember()?.member ?? null;
  return useMemo(
    () => joined && rows?.filter((l) => l.community === null || l.member === me || joined.has(l.community)),
    [rows, joined, me],
  );
}

/** The playlists to which the member may add. */
export function useChangeable(): Playlist[] | undefined {
  const lists = usePlaylists();
  const joined = useJoined();
  const me = useMember()?.member ?? null;
  return useMemo(() => joined && lists?.filter((list) => mayChange(list, me, joined)), [lists, joined, me]);
}

/** What is in a playlist, in order. */
export function useItems(playlist: string): PlaylistItem[] | undefined {
  const base = useLive((db) => db.playlistItem.where('playlist').equals(playlist).toArray(), [playlist]);
  const over = useOverlay().rows.get('playlistItem');
  return useMemo(
    () =>
      base &&
      mergeRows<'playlistItem'>(base, over)
        .filter((item) => item.playlist === playlist)
        .toSorted(byOrder),
    [base, over, playlist],
  );
}

/** How many of the tracks each playlist has. */
export function usePresent(
  lists: readonly Playlist[],
  tracks: readonly string[],
): ReadonlyMap<string, number> | undefined {
  const wanted = tracks.join();
  const ids = useMemo(
    () => lists.flatMap(({ id }) => (wanted === '' ? [] : wanted.split(',').map((track) => itemIdOf(id, track)))),
    [lists, wanted],
  );
  const found = useLast(useRowsByIds('playlistItem', ids));
  return useMemo(() => {
    if (!found) return undefined;
    const present = new Map<string, number>();
    for (const { playlist } of found.values()) present.set(playlist, (present.get(playlist) ?? 0) + 1);
    return present;
  }, [found]);
}

/** The acts of this device about a playlist that are under way, or were refused and not put away. */
export function usePlaylistActs(playlist: string): Act[] {
  const acts = useActs();
  return useMemo(
    () =>
      acts.filter(
        ({ name, args, here, dismissed, state }) =>
          name.startsWith('playlist.') &&
          (args['playlist'] ?? args['id']) === playlist &&
          here &&
          !dismissed &&
          state !== 'received',
      ),
    [acts, playlist],
  );
}
