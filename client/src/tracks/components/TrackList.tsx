import { useMemo } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { linesOf, type Line } from '../list.ts';
import { playHere } from './MiniPlayer.tsx';
import { TrackTile } from './TrackTile.tsx';

/** The height of a track with one line of title and its artists, px. */
const ROW_HEIGHT = 84;

/** The name of an album above its tracks, with the button that plays it. */
function AlbumLine({ title, tracks }: { title: string; tracks: readonly Track[] }) {
  const t = useT();
  const first = tracks.find(({ state }) => state === 'ready');
  return (
    <div className="flex flex-wrap items-center gap-2 pt-2">
      <div className="min-w-0 flex-1">
        <h2 className="text-head" dir="auto">
          {typeset(title)}
        </h2>
        <p className="text-tiny text-soft">{t('tracks.count', { n: tracks.length })}</p>
      </div>
      {first && (
        <Button variant="quiet" icon="play" onClick={() => playHere(tracks, first.id)}>
          {t('tracks.album.play')}
        </Button>
      )}
    </div>
  );
}

const keyOf = (line: Line): string => line.key;

/** Tracks, those of an album together. */
export function TrackList({ tracks, me }: { tracks: readonly Track[]; me: string | null }) {
  const t = useT();
  const lines = useMemo(() => linesOf(tracks), [tracks]);
  const render = (line: Line) =>
    line.kind === 'album' ? (
      <AlbumLine title={line.title} tracks={line.tracks} />
    ) : (
      <TrackTile track={line.track} among={line.among} me={me} />
    );
  return <VirtualList items={lines} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('tracks.list')} render={render} />;
}
