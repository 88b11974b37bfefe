import { useMemo } from 'react';
import type { Episode } from '@egoejo/shared/shows/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useUnsettled } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useHere, usePlaces } from '../../tracks/model.ts';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { EpisodeLine } from './EpisodeLine.tsx';

/** The height of an episode that nobody has asked for, with two lines of text, px. */
const ROW_HEIGHT = 160;
const ASKS: ReadonlySet<string> = new Set(['episode.ask']);
const keyOf = ({ id }: Episode): string => id;

/** The episodes of a show, the newest one first. @param tracks those that the member can hear, by id */
export function Episodes({
  episodes,
  tracks,
  me,
}: {
  episodes: readonly Episode[];
  tracks: ReadonlyMap<string, Track>;
  me: string | null;
}) {
  const t = useT();
  const here = useHere();
  const places = usePlaces();
  const asking = useUnsettled(ASKS, 'episode');
  const { queue, failed } = useQueueing({ several: true });
  const among = useMemo(() => episodes.flatMap(({ track }) => tracks.get(track ?? '') ?? []), [episodes, tracks]);
  const ask = ({ id, title }: Episode) => void queue('episode.ask', { episode: id }, title);
  const render = (episode: Episode) => (
    <EpisodeLine
      episode={episode}
      track={tracks.get(episode.track ?? '')}
      among={among}
      here={here.has(episode.track ?? '')}
      place={places?.get(episode.track ?? '') ?? 0}
      asking={asking.get(episode.id)}
      onAsk={me === null ? null : () => ask(episode)}
    />
  );
  return (
    <>
      {me !== null && episodes.some(({ state }) => state === 'offered') && (
        <Notice icon="download">{t('shows.ask.text')}</Notice>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <VirtualList items={episodes} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('shows.episodes')} render={render} />
    </>
  );
}
