import { useState } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { refuse } from '../../recommendations/model.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { TrackTile } from '../components/TrackTile.tsx';
import { useNextTracks } from './queries.ts';
import { TrackReason } from './TrackReason.tsx';

/** How many are shown before the member asks for more. */
const FIRST = 3;
const WORDS = { gone: 'tracks.forYou.gone', back: 'tracks.forYou.back', undo: 'tracks.forYou.undo' } as const;

/** Recommends tracks to the member, also without a network; shows nothing if there are none. */
export function TracksForYou({
  tracks,
  me,
  here,
}: {
  tracks: readonly Track[];
  me: string | null;
  /** The tracks that are on this device. */
  here: ReadonlySet<string>;
}) {
  const t = useT();
  const list = useNextTracks(tracks, me);
  const kept = useKeptFocus();
  const [all, setAll] = useState(false);
  if (!list || list.length === 0) return null;
  const shown = all ? list : list.slice(0, FIRST);
  const rest = list.length - shown.length;
  const among = list.map(({ track }) => track);
  const title = t(me === null ? 'tracks.forYou.trending' : 'tracks.forYou');
  return (
    <section ref={kept} aria-labelledby="pour-vous" className="flex flex-col gap-2 pt-2">
      <h2 id="pour-vous" tabIndex={-1} data-focus-home className="text-head">
        {title}
      </h2>
      <ul aria-label={title} className="flex flex-col gap-2">
        {shown.map((of) => (
          <li key={of.track.id}>
            <TrackTile
              track={of.track}
              among={among}
              me={me}
              here={here.has(of.track.id)}
              under
              note={me === null ? null : <TrackReason of={of} />}
            >
              {me !== null && (
                <IconButton
                  icon="no"
                  label={t('tracks.forYou.no', { title: of.track.title })}
                  className="relative"
                  onClick={(tap) => void refuse({ id: of.track.id, title: of.track.title }, WORDS, tap)}
                />
              )}
            </TrackTile>
          </li>
        ))}
      </ul>
      {rest > 0 && (
        <Button variant="plain" className="self-start" onClick={() => setAll(true)}>
          {t('tracks.forYou.more', { n: rest })}
        </Button>
      )}
    </section>
  );
}
