/** Reads tracks on this device. */
import { useEffect, useMemo, useState } from 'react';
import type { ArtistProfile, Track, TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { useEcoRules } from '../eco/store.ts';
import { send } from '../platform/network/api.ts';
import { useLive, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useOffline } from '../sync/api/status/status.ts';
import { keptList } from './along/kept.ts';
import { detailOf } from './player/details.ts';
import { LISTENING, placesIn } from './player/places.ts';

/** The member's own tracks, those of their communities, and those for everybody. */
export function useTracks(): Track[] | undefined {
  const rows = useRows('track');
  const memberships = useRows('membership');
  const me = useMember()?.member ?? null;
  return useMemo(() => {
    const joined = new Set(memberships?.map(({ id }) => id));
    // Who only visits a public community has the rows of its tracks, and hears none of them.
    return memberships && rows?.filter((t) => t.community === null || t.member === me || joined.has(t.community));
  }, [rows, memberships, me]);
}

/** Whether the member asked for the catalogue at an eco level that does not fetch it by itself. */
export const useCatalogueAsked = (): boolean | undefined =>
  useLive(async (db) => (await db.followed.get('catalogue')) !== undefined, []);

/** Where each track was last heard on this device, seconds. */
export const usePlaces = (): ReadonlyMap<string, number> | undefined =>
  useLive(async (db) => placesIn((await db.drafts.get(LISTENING))?.value), []);

/** What is shown of a track that can be heard. */
export type Shown = Pick<TrackDetail, 'seconds' | 'peaks'> & Partial<Pick<TrackDetail, 'bytes' | 'similar' | 'words'>>;

/**
 * What is shown of a track, from the server, and before that from this device if the track is along. Undefined: it has
 * not come yet, or the track is not ready. At eco levels 4 and 5 the server is not asked about a track that is along.
 */
export function useDetail(id: string, ready: boolean): Shown | undefined {
  const [found, setFound] = useState<{ id: string; shown: Shown }>();
  const offline = useOffline();
  const { texts } = useEcoRules();
  useEffect(() => {
    if (!ready) return undefined;
    let gone = false;
    const tell = (shown: Shown): void => void (gone || setFound({ id, shown }));
    void keptList(id).then(async (kept) => {
      if (kept) tell({ seconds: kept.length, peaks: kept.peaks, words: kept.words?.length ?? 0 });
      if (kept && (offline || !texts)) return;
      const answer = await detailOf(id);
      if (answer.ok) tell(kept ? { ...answer.value, peaks: kept.peaks } : answer.value);
    });
    return () => {
      gone = true;
    };
  }, [id, ready, offline, texts]);
  return found?.id === id ? found.shown : undefined;
}

/**
 * What an artist lets this member see of their profile, from the server; undefined: on its way, or it could not be had.
 */
export function useArtistProfile(id: string): ArtistProfile | undefined {
  const [found, setFound] = useState<{ id: string; profile: ArtistProfile }>();
  const offline = useOffline();
  useEffect(() => {
    if (offline) return undefined;
    let gone = false;
    void send(`/api/artists/${id}`, { method: 'GET', headers: {} }).then((answer) => {
      if (!gone && answer.ok) setFound({ id, profile: answer.value as ArtistProfile });
    });
    return () => {
      gone = true;
    };
  }, [id, offline]);
  return found?.id === id ? found.profile : undefined;
}
