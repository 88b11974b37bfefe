/** Reads shows and their episodes on this device. */
import { useMemo } from 'react';
import type { Episode, Show } from '@egoejo/shared/shows/model.ts';
import { newestFirst } from '@egoejo/shared/shows/order.ts';
import { useActs, type Act } from '../sync/api/acts/activity.ts';
import { mergeRows, useLast, useLive, useOverlay, useRows, type EgoejoDb } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

/** The member's own shows, those of their communities, and those for everybody. */
export function useShows(): Show[] | undefined {
  const rows = useRows('show');
  const memberships = useRows('membership');
  const me = useMember()?.member ?? null;
  return useMemo(() => {
    const joined = new Set<string>(memberships?.map(({ id }) => id));
    return memberships && rows?.filter((s) => s.community === null || s.member === me || joined.has(s.community));
  }, [rows, memberships, me]);
}

/** The ids of the shows that the member follows. */
export function useFollowed(): ReadonlySet<string> | undefined {
  const follows = useRows('showFollow');
  return useMemo(() => follows && new Set<string>(follows.map(({ id }) => id)), [follows]);
}

const episodesIn = (db: EgoejoDb, show: string) => db.episode.where('show').equals(show).toArray();

/** The episodes of a show, the newest one first. */
export function useEpisodes(show: string): Episode[] | undefined {
  return useEpisodesOf([show])?.get(show);
}

/** The episodes of these shows, of each the newest one first. */
export function useEpisodesOf(shows: readonly string[]): ReadonlyMap<string, Episode[]> | undefined {
  const wanted = shows.join();
  const base = useLast(
    useLive(
      async (db) => {
        const ids = wanted === '' ? [] : wanted.split(',');
        return { ids, found: await Promise.all(ids.map((id) => episodesIn(db, id))) };
      },
      [wanted],
    ),
  );
  const over = useOverlay().rows.get('episode');
  return useMemo(() => {
    if (!base) return undefined;
    const all = mergeRows<'episode'>(base.found.flat(), over);
    return new Map(base.ids.map((id) => [id, newestFirst(all.filter(({ show }) => show === id))]));
  }, [base, over]);
}

/** The episode that is heard as this track; null: it is none, or not read yet. */
export const useEpisodeOf = (track: string): Episode | null =>
  useLive(async (db) => ({ found: await db.episode.where('track').equals(track).first() }), [track])?.found ?? null;

/** Which of these tracks are episodes of shows; undefined: not read yet. */
export function useEpisodesAmong(tracks: readonly string[]): ReadonlySet<string> | undefined {
  const wanted = tracks.join();
  return useLive(
    async (db) => {
      const found = await db.episode.where('track').anyOf(wanted.split(',')).toArray();
      return new Set<string>(found.flatMap(({ track }) => track ?? []));
    },
    [wanted],
  );
}

/** The acts of this device about a show or its episodes that the server has not received, or that it refused. */
export function useShowActs(show: string, episodes: readonly Episode[]): Act[] {
  const acts = useActs();
  return useMemo(() => {
    const ids = new Set<unknown>(episodes.map(({ id }) => id));
    return acts.filter(
      ({ name, args, here, dismissed, state }) =>
        (name.startsWith('show.') ? (args['show'] ?? args['id']) === show : ids.has(args['episode'])) &&
        here &&
        !dismissed &&
        state !== 'received',
    );
  }, [acts, show, episodes]);
}
