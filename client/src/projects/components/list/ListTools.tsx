import { useState, type ReactNode } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { useRows } from '../../../sync/api/rows/live.ts';
import { useMember } from '../../../sync/api/session/session.ts';
import { IconButton } from '../../../ui/actions/Button.tsx';
import { SearchField } from '../../../ui/forms/SearchField.tsx';
import { Select } from '../../../ui/forms/Select.tsx';
import { FilterChips } from '../../../ui/layout/FilterChips.tsx';
import { projectSorts } from '../../list.ts';
import { setFilter, setQuery, useListState } from '../../list-state.ts';
import { useCategories } from '../../queries.ts';

const ALL = '';
const MINE = '\u0000mine';
const sortWords = {
  score: 'projects.sort.score',
  newest: 'projects.sort.newest',
  closing: 'projects.sort.closing',
} as const;

/** Search and categories; a button reveals the order and the community. `children`: the number of projects. */
export function ListTools({ children }: { children: ReactNode }) {
  const t = useT();
  const who = useMember();
  const { query, filter } = useListState();
  const categories = useCategories();
  const communities = (useRows('community') ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
  const [open, setOpen] = useState(filter.community !== '' || filter.sort !== 'score');
  const chips = [
    { value: ALL, label: t('projects.filter.all') },
    ...(who ? [{ value: MINE, label: t('projects.filter.mine') }] : []),
    ...categories.map((c) => ({ value: c, label: c })),
  ];
  const pick = (value: string) =>
    setFilter(value === MINE ? { mine: true, category: '' } : { mine: false, category: value });
  return (
    <div className="flex flex-col gap-2">
      <SearchField label={t('projects.search')} value={query} onValue={setQuery} />
      {/* Also before the categories are known, so that the list does not move when they come. */}
      <FilterChips
        label={t('projects.filter.category')}
        value={filter.mine ? MINE : filter.category}
        options={chips}
        onValue={pick}
      />
      <div className="-my-2 flex items-center gap-2">
        <div className="min-w-0 flex-1">{children}</div>
        <IconButton
          icon="settings"
          label={t('projects.filter.more')}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open && (
        <div className="columns-fit [--column:9rem] gap-3">
          <Select
            label={t('projects.sort')}
            value={filter.sort}
            onValue={(sort) => setFilter({ sort })}
            options={projectSorts.map((value) => ({ value, label: t(sortWords[value]) }))}
          />
          <Select
            label={t('projects.filter.community')}
            value={filter.community}
            onValue={(community) => setFilter({ community })}
            options={[
              { value: '', label: t('projects.filter.everywhere') },
              ...communities.map((c) => ({ value: String(c.id), label: c.name })),
            ]}
          />
        </div>
      )}
    </div>
  );
}
