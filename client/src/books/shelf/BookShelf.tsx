import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useUnfinishedDownloads } from '../download/downloads.ts';
import { useDownloadRows } from '../download/rows.ts';
import type { BookRow } from '../kept.ts';
import { useBooks } from '../store.ts';
import { ReadingStats } from '../stats/ReadingStats.tsx';
import { AddBook } from './AddBook.tsx';
import { BookLine, DownloadLine } from './BookLine.tsx';
import { useSweptBooks } from './use-swept-books.ts';

/** The books of this device, those on their way first; how to have one where there is none. */
function BookList({ books }: { books: readonly BookRow[] }) {
  const t = useT();
  const downloads = useDownloadRows() ?? [];
  useUnfinishedDownloads();
  useSweptBooks(books);
  if (books.length === 0 && downloads.length === 0)
    return (
      <EmptyState
        icon="read"
        title={t('books.empty')}
        action={<LinkButton to="/lire/catalogue">{t('catalogue.title')}</LinkButton>}
      >
        {t('books.empty.text')}
      </EmptyState>
    );
  return (
    <CardList label={t('books.list')}>
      {downloads.map((row) => (
        <DownloadLine key={row.work} row={row} />
      ))}
      {books.map((book) => (
        <BookLine key={book.id} book={book} />
      ))}
    </CardList>
  );
}

/** The member's books on this device, and the way to add one. */
export function BookShelf() {
  const t = useT();
  const locale = useLocale();
  const books = useBooks();
  const size = books?.reduce((sum, b) => sum + b.bytes, 0) ?? 0;
  return (
    <Page
      title={t('books.title')}
      back="/lire"
      aside={books && books.length > 0 ? t('books.total', { n: books.length, size: bytes(locale, size) }) : undefined}
    >
      {books && <AddBook hint={books.length === 0} />}
      {books && <BookList books={books} />}
      <ReadingStats />
    </Page>
  );
}
