import { useState } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { valuesOf, WHOSE, whoseOf, type Whose } from '../list.ts';
import { setFilter, useTrackFilter } from '../list-state.ts';

const whoseWords = {
  all: 'tracks.whose.all',
  here: 'tracks.whose.here',
  mine: 'tracks.whose.mine',
  communities: 'tracks.whose.communities',
  everybody: 'tracks.whose.everybody',
} as const;

/** Search, and through whom the tracks come; a button reveals genres and albums. */
export function TrackTools({
  tracks,
  shown,
  me,
  here,
}: {
  tracks: readonly Track[];
  shown: number;
  me: string | null;
  /** Those that are on this device. */
  here: ReadonlySet<string>;
}) {
  const t = useT();
  const { query, whose, genre, album } = useTrackFilter();
  const [open, setOpen] = useState(genre !== '' || album !== '');
  const found = new Set<Whose>(tracks.map((track) => whoseOf(track, me)));
  // The filter stays as long as it is chosen.
  if (here.size > 0 || whose === 'here') found.add('here');
  const genres = valuesOf(tracks, 'genre');
  const albums = valuesOf(tracks, 'album');
  const options = (values: readonly string[], any: string) => [
    { value: '', label: any },
    ...values.map((value) => ({ value, label: value })),
  ];
  return (
    <div className="flex flex-col gap-2">
      <SearchField label={t('tracks.search')} value={query} onValue={(value) => setFilter({ query: value })} />
      {found.size > 1 && (
        <FilterChips
          label={t('tracks.whose')}
          value={whose}
          options={WHOSE.filter((w) => w === 'all' || found.has(w)).map((w) => ({ value: w, label: t(whoseWords[w]) }))}
          onValue={(value) => setFilter({ whose: value })}
        />
      )}
      <div className="flex items-center gap-2">
        <p className="num min-w-0 flex-1 text-small text-soft" role="status">
          {t('tracks.count', { n: shown })}
        </p>
        {genres.length + albums.length > 0 && (
          <IconButton icon="settings" label={t('tracks.more')} aria-expanded={open} onClick={() => setOpen(!open)} />
        )}
      </div>
      {open && (
        <div className="columns-fit [--column:11rem] gap-3">
          <Select
            label={t('tracks.genre')}
            value={genre}
            onValue={(value) => setFilter({ genre: value })}
            options={options(genres, t('tracks.genre.any'))}
          />
          <Select
            label={t('tracks.album')}
            value={album}
            onValue={(value) => setFilter({ album: value })}
            options={options(albums, t('tracks.album.any'))}
          />
        </div>
      )}
    </div>
  );
}
