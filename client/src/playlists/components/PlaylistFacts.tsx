import { useMemo } from 'react';
import type { Playlist } from '@egoejo/shared/playlists/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { clockTime } from '../../ui/text/clock-time.ts';
import { sizeOf } from '../list.ts';
import { useItems } from '../queries.ts';

/** How many tracks, and how long they last. */
export function Size({ n, seconds }: { n: number; seconds: number }) {
  const t = useT();
  const locale = useLocale();
  return (
    <span className="num">
      {[t('tracks.count', { n }), seconds > 0 && clockTime(locale, seconds)].filter(Boolean).join(' · ')}
    </span>
  );
}

/** How much is in a playlist. @param tracks those that the member can hear, by id */
export function PlaylistSize({ list, tracks }: { list: Playlist; tracks: ReadonlyMap<string, Track> }) {
  const items = useItems(list.id);
  const size = useMemo(() => items && sizeOf(items, tracks), [items, tracks]);
  return size && <Size {...size} />;
}
