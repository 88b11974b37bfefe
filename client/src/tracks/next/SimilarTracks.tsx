import { useMemo } from 'react';
import type { RecommendedTrack } from '@egoejo/shared/recommendations/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Section } from '../../ui/layout/Page.tsx';
import { TrackTile } from '../components/TrackTile.tsx';
import { useNotForMe } from './queries.ts';
import { nextOf } from './next.ts';
import { TrackReason } from './TrackReason.tsx';

/** Shows the similar tracks that the server sent with a track; nothing if there are none. */
export function SimilarTracks({
  similar,
  tracks,
  me,
}: {
  similar: readonly RecommendedTrack[] | undefined;
  tracks: readonly Track[] | undefined;
  me: string | null;
}) {
  const t = useT();
  const notForMe = useNotForMe();
  const list = useMemo(
    () => (similar && tracks && notForMe ? nextOf(similar, tracks, notForMe) : []),
    [similar, tracks, notForMe],
  );
  if (list.length === 0) return null;
  const among = list.map(({ track }) => track);
  return (
    <Section title={t('tracks.forYou.similar')}>
      <ul aria-label={t('tracks.forYou.similar')} className="flex flex-col gap-2">
        {list.map((of) => (
          <li key={of.track.id}>
            <TrackTile track={of.track} among={among} me={me} under note={<TrackReason of={of} similar />} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
