import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { BookReader } from '../components/BookReader.tsx';
import type { BookRow, ReaderRow } from '../kept.ts';
import { bookParser } from '../epub/frame.ts';
import { readBook, readReader } from '../store.ts';

/** Has ready what every book needs. */
export const prepare = (): Promise<unknown> => bookParser();

/** One book, open at the page where the member was, or at the place `at`. */
export function BookPage({ id, at }: { id: string; at?: string | undefined }) {
  const t = useT();
  const [found, setFound] = useState<{ row: BookRow | undefined; reader: ReaderRow }>();
  useEffect(() => {
    let gone = false;
    void Promise.all([readBook(id), readReader()]).then(([row, reader]) => {
      if (!gone) setFound({ row, reader });
    });
    return () => {
      gone = true;
    };
  }, [id]);
  if (!found) return null;
  const { row, reader } = found;
  if (row) return <BookReader row={row} reader={reader} at={at ?? row.at} />;
  return (
    <Page title={t('books.one')} back="/livres">
      <EmptyState
        icon="read"
        title={t('books.missing')}
        action={<LinkButton to="/livres/{-$id}">{t('books.missing.go')}</LinkButton>}
      >
        {t('books.missing.text')}
      </EmptyState>
    </Page>
  );
}
