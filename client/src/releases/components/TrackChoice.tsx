import { useMemo, useState } from 'react';
import { fold } from '@egoejo/shared/platform/fold.ts';
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { TrackCover } from '../../tracks/model.ts';
import { ErrorText } from '../../ui/forms/Field.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { clockTime } from '../../ui/text/clock-time.ts';
import { withTrack } from '../form.ts';

/** The height of a track with one line of title, px. */
const ROW_HEIGHT = 76;
/** From so many tracks on they can be searched. */
const SEARCHED = 10;
const keyOf = ({ id }: Track): string => id;

function Choice({ track, on, onPut }: { track: Track; on: boolean; onPut: (on: boolean) => void }) {
  const t = useT();
  const locale = useLocale();
  const { title, album, seconds, state, visibility } = track;
  const facts = [
    seconds !== null && clockTime(locale, seconds),
    typeset(album),
    state !== 'ready' && t('tracks.preparing'),
    visibility !== 'private' && t(visibility === 'public' ? 'tracks.shared.public' : 'tracks.shared.community'),
  ];
  return (
    <label className="flex cursor-pointer items-center gap-2.5 rounded-card border border-line bg-surface p-2.5 has-checked:border-leaf">
      <input
        type="checkbox"
        className="size-5 flex-none accent-leaf"
        checked={on}
        onChange={({ target }) => onPut(target.checked)}
      />
      <TrackCover cover={track.cover} size="row" />
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 leading-tight font-strong" dir="auto">
          {typeset(title)}
        </span>
        <span className="num block text-tiny text-soft">{facts.filter(Boolean).join(' · ')}</span>
      </span>
    </label>
  );
}

/** Chooses among the member's own tracks, the newest first. */
export function TrackChoice({
  own,
  tracks,
  error,
  onTracks,
}: {
  own: readonly Track[];
  /** Those that are chosen. */
  tracks: readonly TrackId[];
  error: string | undefined;
  onTracks: (tracks: readonly TrackId[]) => void;
}) {
  const t = useT();
  const [query, setQuery] = useState('');
  const newest = useMemo(() => own.toSorted((a, b) => b.addedAt.localeCompare(a.addedAt)), [own]);
  const found = useMemo(() => {
    const words = fold(query).split(/\s+/).filter(Boolean);
    const textOf = ({ title, artists, album }: Track): string => fold([title, artists, album].join(' '));
    return newest.filter((track) => words.every((word) => textOf(track).includes(word)));
  }, [newest, query]);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-small font-strong">{t('releases.tracks')}</legend>
      {own.length > SEARCHED && <SearchField label={t('tracks.search')} value={query} onValue={setQuery} />}
      {error !== undefined && (
        <p tabIndex={-1} data-fault>
          <ErrorText>{error}</ErrorText>
        </p>
      )}
      {found.length === 0 && <p className="text-small text-soft">{t('tracks.noneFound')}</p>}
      <VirtualList
        items={found}
        keyOf={keyOf}
        estimate={ROW_HEIGHT}
        label={t('releases.tracks')}
        render={(track) => (
          <Choice
            track={track}
            on={tracks.includes(track.id)}
            onPut={(on) => onTracks(withTrack(tracks, track.id, on))}
          />
        )}
      />
    </fieldset>
  );
}
