import { useState, type ReactNode } from 'react';
import { useLanguage, useLocale, useT } from '../../i18n/locale.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { categoryName, languageName } from './facts.ts';
import { setFilter, setQuery, useListState } from './list-state.ts';
import { lengths, narrows, workSorts } from './list.ts';
import { useFacets } from './queries.ts';

const lengthWords = {
  '': 'catalogue.length.any',
  short: 'catalogue.length.short',
  middle: 'catalogue.length.middle',
  long: 'catalogue.length.long',
} as const;
const sortWords = { newest: 'catalogue.sort.newest', title: 'catalogue.sort.title' } as const;

/** Search and languages; a button reveals the other filters and the order. `children`: the number of works. */
export function CatalogueTools({ children }: { children: ReactNode }) {
  const t = useT();
  const locale = useLocale();
  const language = useLanguage();
  const { query, filter } = useListState();
  const facets = useFacets();
  const [open, setOpen] = useState(narrows({ ...filter, language: '' }) || filter.sort !== 'newest');
  const languages = (facets?.languages ?? [])
    .map((value) => ({ value, label: languageName(locale, value) }))
    .toSorted((a, b) => Number(b.value === language) - Number(a.value === language) || a.label.localeCompare(b.label));
  const categories = (facets?.categories ?? [])
    .map((value) => ({ value, label: categoryName(language, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="flex flex-col gap-2">
      <SearchField label={t('catalogue.search')} value={query} onValue={setQuery} />
      {languages.length > 1 && (
        <FilterChips
          label={t('catalogue.languages')}
          value={filter.language}
          options={[{ value: '', label: t('catalogue.languages.all') }, ...languages]}
          onValue={(value) => setFilter({ language: value })}
        />
      )}
      <div className="-my-2 flex items-center gap-2">
        <div className="min-w-0 flex-1">{children}</div>
        <IconButton icon="settings" label={t('catalogue.more')} aria-expanded={open} onClick={() => setOpen(!open)} />
      </div>
      {open && (
        <div className="columns-fit [--column:9rem] gap-3">
          <Select
            label={t('catalogue.category')}
            value={filter.category}
            onValue={(category) => setFilter({ category })}
            options={[{ value: '', label: t('catalogue.category.all') }, ...categories]}
          />
          <Select
            label={t('catalogue.length')}
            value={filter.length}
            onValue={(length) => setFilter({ length })}
            options={lengths.map((value) => ({ value, label: t(lengthWords[value]) }))}
          />
          <Select
            label={t('catalogue.licence')}
            value={filter.licence}
            onValue={(licence) => setFilter({ licence })}
            options={[
              { value: '', label: t('catalogue.licence.any') },
              ...(facets?.licences ?? []).map((value) => ({ value, label: value })),
            ]}
          />
          <Select
            label={t('catalogue.sort')}
            value={filter.sort}
            onValue={(sort) => setFilter({ sort })}
            options={workSorts.map((value) => ({ value, label: t(sortWords[value]) }))}
          />
        </div>
      )}
    </div>
  );
}
