import { useState } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { CardList } from '../../ui/Card.tsx';
import { EmptyState, Notice } from '../../ui/feedback.tsx';
import { FilterChips, Tabs } from '../../ui/Tabs.tsx';
import { Page } from '../../ui/Page.tsx';
import { AddLink } from '../components/AddLink.tsx';
import { ReadableRow } from '../components/ReadableRow.tsx';
import { languageName } from '../language.ts';
import { useReadables, type Readable } from '../queries.ts';

type Shelf = 'queue' | 'shelf';
const STEP = 40;

function List({ all, label }: { all: readonly Readable[]; label: string }) {
  const t = useT();
  const [shown, setShown] = useState(STEP);
  return (
    <>
      <CardList label={label}>
        {all.slice(0, shown).map((r) => (
          <ReadableRow key={r.item?.id ?? r.id} readable={r} />
        ))}
      </CardList>
      {all.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('reading.show')}
        </Button>
      )}
    </>
  );
}

function Queue({ queue, onShelf }: { queue: readonly Readable[]; onShelf: () => void }) {
  const t = useT();
  const who = useMember();
  if (who === null) {
    return (
      <EmptyState
        icon="read"
        title={t('reading.visitor.title')}
        action={
          <LinkButton to="/connexion" search={{ suite: '/lire' }}>
            {t('activity.signIn')}
          </LinkButton>
        }
      >
        {t('reading.visitor.text')}
      </EmptyState>
    );
  }
  return (
    <>
      {queue.length === 0 ? (
        <EmptyState
          icon="read"
          title={t('reading.empty.title')}
          action={<Button onClick={onShelf}>{t('reading.empty.go')}</Button>}
        >
          {t('reading.empty.text')}
        </EmptyState>
      ) : (
        <List all={queue} label={t('reading.queue')} />
      )}
      <AddLink />
    </>
  );
}

function Stories({ shelf }: { shelf: readonly Readable[] }) {
  const t = useT();
  const locale = useLocale();
  const [language, setLanguage] = useState('');
  const languages = [...new Set(shelf.flatMap((r) => (r.story ? [r.story.language] : [])))]
    .map((value) => ({ value, label: languageName(locale, value) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  if (shelf.length === 0)
    return (
      <EmptyState icon="read" title={t('reading.shelf.empty')}>
        {t('reading.shelf.emptyText')}
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
      <List
        key={language}
        label={t('reading.shelf')}
        all={language === '' ? shelf : shelf.filter((r) => r.story?.language === language)}
      />
    </>
  );
}

/** The texts to read: the member's own queue, and the shelf of stories that harvest grains. */
export function ReadPage() {
  const t = useT();
  const who = useMember();
  const all = useReadables();
  const [chosen, setTab] = useState<Shelf | null>(null);
  const tab = chosen ?? (who !== null && all && all.queue.length > 0 ? 'queue' : 'shelf');
  return (
    <Page title={t('reading.title')}>
      {all && (
        <Tabs
          label={t('reading.title')}
          value={tab}
          onValue={setTab}
          tabs={[
            { value: 'queue', label: t('reading.queue') },
            { value: 'shelf', label: t('reading.shelf') },
          ]}
        >
          {tab === 'shelf' && who !== null && (
            <Notice icon="grain" tone="grain">
              {t('reading.shelf.harvest')}
            </Notice>
          )}
          {tab === 'queue' ? (
            <Queue queue={all.queue} onShelf={() => setTab('shelf')} />
          ) : (
            <Stories shelf={all.shelf} />
          )}
        </Tabs>
      )}
    </Page>
  );
}
