import { useState } from 'react';
import { useLanguage, useLocale, useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { languageName, ownLanguageFirst } from '../text/language.ts';
import type { Readable } from '../queries.ts';
import { ReadableList } from './ReadableList.tsx';

/** The stories: those in the member's language first. */
export function StoryShelf({ shelf }: { shelf: readonly Readable[] }) {
  const t = useT();
  const own = useLanguage();
  const locale = useLocale();
  const synced = useSyncStatus((s) => s.lastExchangeAt !== null);
  const [language, setLanguage] = useState('');
  const languages = [...new Set(shelf.flatMap((r) => (r.story ? [r.story.language] : [])))]
    .map((value) => ({ value, label: languageName(locale, value) }))
    .toSorted((a, b) => Number(b.value === own) - Number(a.value === own) || a.label.localeCompare(b.label));
  const sorted = ownLanguageFirst(shelf, own);
  if (shelf.length === 0)
    return (
      <EmptyState icon="read" title={t('reading.stories.empty')}>
        {t(synced ? 'reading.stories.none' : 'reading.stories.emptyText')}
      </EmptyState>
    );
  return (
    <>
      {languages.length > 1 && (
        <FilterChips
          label={t('reading.languages')}
          value={language}
          options={[{ value: '', label: t('reading.languages.all') }, ...languages]}
          onValue={setLanguage}
        />
      )}
      <ReadableList
        key={language}
        label={t('reading.stories')}
        all={language === '' ? sorted : sorted.filter((r) => r.story?.language === language)}
      />
    </>
  );
}
