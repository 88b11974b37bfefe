import { useMemo, useState } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { AddToList } from '../../playlists/model.ts';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { albumsOf, linesOf, type Line } from '../list.ts';
import { TakeAlong } from '../along/TakeAlong.tsx';
import { playHere } from './MiniPlayer.tsx';
import { TrackTile } from './TrackTile.tsx';

/** The height of a track with one line of title and its artists, px. */
const ROW_HEIGHT = 84;

/** The name of an album above its tracks, with what can be done with all of them. */
function AlbumLine({
  title,
  tracks,
  album,
  all,
  me,
}: {
  title: string;
  tracks: readonly Track[];
  album: string;
  /** Also those of its tracks that the filter leaves out: it is taken along whole. */
  all: readonly Track[];
  me: string | null;
}) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const first = tracks.find(({ state }) => state === 'ready');
  return (
    <div className="flex flex-wrap items-center gap-2 pt-2">
      <div className="min-w-0 flex-1 basis-40">
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
      {me !== null && (
        <IconButton
          icon="plus"
          label={t('playlists.add.album', { title })}
          aria-haspopup="dialog"
          onClick={() => setAdding(true)}
        />
      )}
      {adding && <AddToList tracks={tracks} onClose={() => setAdding(false)} />}
      <div className="basis-full">
        <TakeAlong of={{ kind: 'album', id: album, title }} tracks={all} />
      </div>
    </div>
  );
}

const keyOf = (line: Line): string => line.key;

/** Tracks, those of an album together. @param all also those that the filter leaves out */
export function TrackList({
  tracks,
  all,
  me,
  here,
}: {
  tracks: readonly Track[];
  all: readonly Track[];
  me: string | null;
  /** Those that are on this device. */
  here: ReadonlySet<string>;
}) {
  const t = useT();
  const albums = useMemo(() => albumsOf(all), [all]);
  const lines = useMemo(() => linesOf(tracks), [tracks]);
  const render = (line: Line) =>
    line.kind === 'album' ? (
      <AlbumLine
        title={line.title}
        tracks={line.tracks}
        album={line.album}
        all={albums.get(line.album) ?? line.tracks}
        me={me}
      />
    ) : (
      <TrackTile track={line.track} among={line.among} me={me} here={here.has(line.track.id)} />
    );
  return <VirtualList items={lines} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('tracks.list')} render={render} />;
}
