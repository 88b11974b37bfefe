/** Reads tracks on this device. */
import { useEffect, useMemo, useState } from 'react';
import type { Failure } from '@egoejo/shared/platform/result.ts';
import type { Track, TrackDetail } from '@egoejo/shared/tracks/model.ts';
import { useLive, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { detailOf } from './player/details.ts';

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

/** What is needed to hear a track, from the server; undefined: on its way, or the track is not ready. */
export function useDetail(id: string, ready: boolean): { detail?: TrackDetail; failed?: Failure } | undefined {
  const [found, setFound] = useState<{ id: string; detail?: TrackDetail; failed?: Failure }>();
  useEffect(() => {
    if (!ready) return undefined;
    let gone = false;
    void detailOf(id).then((answer) => {
      if (!gone) setFound(answer.ok ? { id, detail: answer.value } : { id, failed: answer.error });
    });
    return () => {
      gone = true;
    };
  }, [id, ready]);
  return found?.id === id ? found : undefined;
}
