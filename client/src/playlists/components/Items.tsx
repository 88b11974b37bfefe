import { useEffect, useMemo, useRef, useState } from 'react';
import type { Playlist, PlaylistItem } from '@egoejo/shared/playlists/model.ts';
import { byOrder } from '@egoejo/shared/playlists/order.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { TrackTile, useHere } from '../../tracks/model.ts';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { orderOf, placeOf, type Line, type Move } from '../list.ts';
import { DropMark, Ghost } from './dragged.tsx';
import { Handle, handleId } from './Handle.tsx';
import { ItemMenu } from './ItemMenu.tsx';
import { Unheard } from './Unheard.tsx';
import { useDrag } from './use-drag.ts';

/** The height of a track with one line of title and its artists, px. */
const ROW_HEIGHT = 84;
const keyOf = ({ item }: Line): string => item.id;

/** Moves the tracks of a playlist and takes them out. */
function useChanges(list: Playlist, lines: readonly Line[]) {
  const t = useT();
  const { queue, failed } = useQueueing({ several: true });
  const [told, setTold] = useState('');
  /** The line whose handle gets the focus once it stands at its new place. */
  const held = useRef<string | null>(null);
  /** Orders of moves that the lines do not show yet: who taps twice means the place that the first tap gave. */
  const moving = useRef(new Map<string, { order: string; stored: boolean }>());
  useEffect(() => {
    for (const [id, { stored }] of moving.current) if (stored) moving.current.delete(id);
    if (held.current === null) return;
    const handle = document.getElementById(handleId(held.current));
    if (document.activeElement === document.body) handle?.focus({ preventScroll: true });
    if (handle === document.activeElement) handle?.scrollIntoView({ block: 'nearest' });
    held.current = null;
  }, [lines]);
  const moveTo = async ({ item }: Line, placeIn: (from: number, items: readonly PlaylistItem[]) => number | null) => {
    const items = lines
      .map((line) => ({ ...line.item, order: moving.current.get(line.item.id)?.order ?? line.item.order }))
      .toSorted(byOrder);
    const from = items.findIndex(({ id }) => id === item.id);
    const to = placeIn(from, items);
    if (from < 0 || to === null || to === from) return;
    held.current = item.id;
    const move = { order: orderOf(items, from, to), stored: false };
    moving.current.set(item.id, move);
    const key = await queue('playlist.move', { playlist: list.id, track: item.track, order: move.order }, list.title);
    move.stored = true;
    if (key === null) moving.current.delete(item.id);
    else setTold(t('playlists.moved', { n: to + 1, all: lines.length }));
  };
  const drop = async ({ item }: Line) => {
    const key = await queue('playlist.drop', { playlist: list.id, track: item.track }, list.title);
    if (key !== null) toastAct(key);
  };
  return { told, failed, moveTo, drop };
}

interface Props {
  list: Playlist;
  lines: readonly Line[];
  me: string | null;
  /** The member may move them and take them out. */
  changes: boolean;
}

/** The tracks of a playlist in their order. */
export function Items({ list, lines, me, changes }: Props) {
  const t = useT();
  const here = useHere();
  const [menu, setMenu] = useState<string | null>(null);
  const { told, failed, moveTo, drop } = useChanges(list, lines);
  const part = useRef<HTMLDivElement>(null);
  const keepFocus = useKeptFocus();
  const heard = useMemo(() => lines.flatMap(({ track }): Track[] => (track ? [track] : [])), [lines]);
  const indexOf = (id: string | null | undefined): number => lines.findIndex(({ item }) => item.id === id);
  const { drag, ghost, press, wasDrag } = useDrag(part, (id, before) => {
    const line = lines[indexOf(id)];
    if (line)
      void moveTo(line, (from, items) => {
        const at = before === null ? items.length : items.findIndex((item) => item.id === before);
        return at < 0 ? null : at > from ? at - 1 : at;
      });
  });
  const nameOf = ({ track }: Line): string => track?.title ?? t('playlists.unheard');
  const go = (line: Line, move: Move) => {
    setMenu(null);
    void moveTo(line, (from, items) => placeOf(move, from, items.length));
  };
  const render = (line: Line, index: number) => {
    const { item, track } = line;
    const handle = changes && (
      <Handle
        item={item.id}
        title={nameOf(line)}
        onPress={(event) => press(event, item.id)}
        onMove={(move) => go(line, move)}
        onOpen={(pointed) => (pointed && wasDrag()) || setMenu(item.id)}
      />
    );
    return (
      <div data-line={item.id} className={`relative ${drag?.id === item.id ? 'opacity-55' : ''}`}>
        {drag && (
          <DropMark above={drag.before === item.id} below={drag.before === null && index + 1 === lines.length} />
        )}
        {track ? (
          <TrackTile track={track} among={heard} me={me} here={here.has(track.id)}>
            {handle || undefined}
          </TrackTile>
        ) : (
          <Unheard>{handle}</Unheard>
        )}
      </div>
    );
  };
  const from = indexOf(menu);
  const [chosen, dragged] = [lines[from], lines[indexOf(drag?.id)]];
  return (
    <div ref={keepFocus} className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {told}
      </p>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <div ref={part}>
        <VirtualList items={lines} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('playlists.tracks')} render={render} />
      </div>
      {dragged && <Ghost ref={ghost} title={nameOf(dragged)} />}
      {chosen && (
        <ItemMenu
          title={nameOf(chosen)}
          from={from}
          n={lines.length}
          onMove={(move) => go(chosen, move)}
          onDrop={() => {
            setMenu(null);
            void drop(chosen);
          }}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}
