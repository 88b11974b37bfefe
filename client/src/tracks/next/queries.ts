/** What this device knows of the tracks that the member may hear next. */
import { useMemo } from 'react';
import type { Reason } from '@egoejo/shared/recommendations/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useBlocked } from '../../blocks/model.ts';
import { useLocale } from '../../i18n/locale.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { nextOf, type NextTrack, type NotForMe } from './next.ts';

/** What is not recommended to the member: what they refused, and the tracks of people whom they blocked. */
export function useNotForMe(): NotForMe | undefined {
  const unwanted = useRows('unwanted');
  const blocked = useBlocked();
  return useMemo(
    () =>
      unwanted && {
        unwanted: new Set(unwanted.map((u) => u.id)),
        leftOut: ({ member }) => member !== null && blocked.has(member),
      },
    [unwanted, blocked],
  );
}

/**
 * The tracks of the member's list that are on this device, the best first; for who has no list, what is heard most.
 * Left out is what is not for them, and what they heard, like or shared. Undefined until known.
 */
export function useNextTracks(tracks: readonly Track[], me: string | null): NextTrack[] | undefined {
  const language = useLocale();
  const list = useRow('recommendedTracks', me ?? undefined);
  const trends = useRows('trackTrend');
  const days = useRows('trackDay');
  const likes = useRows('like');
  const notForMe = useNotForMe();
  return useMemo(() => {
    if ((me !== null && list === undefined) || !trends || !days || !likes || !notForMe) return undefined;
    const trend = trends.find((t) => t.language === language)?.tracks ?? [];
    const trending = trend.map((track) => ({ track, reason: { kind: 'trending', language } satisfies Reason }));
    const known = new Set([...days.map((d) => d.track), ...likes.map((l) => l.id)]);
    return nextOf(list?.items.length ? list.items : trending, tracks, {
      ...notForMe,
      leftOut: (track) => known.has(track.id) || (me !== null && track.member === me) || notForMe.leftOut(track),
    });
  }, [tracks, list, trends, days, likes, notForMe, language, me]);
}
