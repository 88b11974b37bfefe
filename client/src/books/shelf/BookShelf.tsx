import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { bytes } from '../../i18n/when.ts';
import { Button, IconButton, LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { DownloadState } from '../download/DownloadState.tsx';
import { useUnfinishedDownloads } from '../download/downloads.ts';
import { useDownloadRows } from '../download/rows.ts';
import type { BookRow, DownloadRow } from '../model.ts';
import { warmReader } from '../reader-code.ts';
import { removeBook, sweepBooks, useBooks } from '../store.ts';
import { ReadingStats } from '../stats/ReadingStats.tsx';
import { AddBook } from './AddBook.tsx';

/** What can be done with a book. */
function BookActions({ book, title }: { book: BookRow; title: string }) {
  const t = useT();
  const locale = useLocale();
  const [shown, setShown] = useState<'none' | 'sheet' | 'sure'>('none');
  return (
    <>
      <IconButton icon="more" label={t('books.more', { title })} onClick={() => setShown('sheet')} />
      <Sheet open={shown === 'sheet'} onClose={() => setShown('none')} title={title}>
        <Button block variant="grave" icon="trash" onClick={() => setShown('sure')}>
          {t('books.remove', { size: bytes(locale, book.bytes) })}
        </Button>
      </Sheet>
      <Confirm
        open={shown === 'sure'}
        title={t('books.remove.sure', { title })}
        text={t('books.remove.text')}
        doing={t('books.remove', { size: bytes(locale, book.bytes) })}
        onConfirm={() => void removeBook(book)}
        onClose={() => setShown('none')}
      />
    </>
  );
}

/** A book on its way. */
function DownloadLine({ row }: { row: DownloadRow }) {
  return (
    <li className="flex flex-col gap-2 border-b border-line py-3 last:border-0">
      <Link
        to="/lire/catalogue/$id"
        params={{ id: row.work }}
        className="font-strong"
        lang={row.language || undefined}
        dir="auto"
      >
        {typeset(row.title)}
      </Link>
      <DownloadState row={row} />
    </li>
  );
}

function BookLine({ book }: { book: BookRow }) {
  const t = useT();
  const locale = useLocale();
  const title = book.title === '' ? t('books.untitled') : book.title;
  const percent = Math.round(book.fraction * 100);
  return (
    <li className="flex items-start gap-1 border-b border-line py-3 last:border-0">
      <div className="relative min-w-0 flex-1">
        <Link
          to="/livres/{-$id}"
          params={{ id: book.id }}
          className="font-strong covers no-underline"
          lang={book.language || undefined}
          dir="auto"
        >
          {typeset(title)}
        </Link>
        <span className="block text-small text-soft" dir="auto">
          {book.authors.join(', ')}
        </span>
        <span className="num block text-tiny text-soft">{bytes(locale, book.bytes)}</span>
        {book.at !== null && (
          <span className="mt-1.5 flex flex-col gap-2">
            <span>
              <Chip>{t('books.at', { n: percent })}</Chip>
            </span>
            <Bar parts={[{ value: percent, fill: 'leaf' }]} total={100} />
          </span>
        )}
      </div>
      <BookActions book={book} title={title} />
    </li>
  );
}

/** The books of this device, those on their way first; how to have one where there is none. */
export function BookList({ books }: { books: readonly BookRow[] }) {
  const t = useT();
  const downloads = useDownloadRows() ?? [];
  useUnfinishedDownloads();
  useEffect(() => void sweepBooks(), []);
  const some = books.length > 0;
  useEffect(() => {
    if (some) warmReader();
  }, [some]);
  if (!some && downloads.length === 0)
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
    <ul aria-label={t('books.list')} className="flex flex-col">
      {downloads.map((row) => (
        <DownloadLine key={row.work} row={row} />
      ))}
      {books.map((book) => (
        <BookLine key={book.id} book={book} />
      ))}
    </ul>
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
