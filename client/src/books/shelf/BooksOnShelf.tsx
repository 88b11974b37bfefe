import { useEffect } from 'react';
import type { OnShelf } from '../../reading/model.ts';
import { useDownloadRows } from '../download/rows.ts';
import { useUnfinishedDownloads } from '../download/downloads.ts';
import type { BookRow, DownloadRow } from '../kept.ts';
import { lastUsed, useShelfBooks } from '../store.ts';
import { WithBooks } from '../WithBooks.tsx';
import { BookLine, DownloadLine, ReadBookOn } from './BookLine.tsx';
import { stageOf } from './stage.ts';
import { useSweptBooks } from './use-swept-books.ts';

const ofBook = (book: BookRow): OnShelf => ({
  key: book.id,
  activeAt: lastUsed(book),
  stage: stageOf(book),
  line: () => (
    <WithBooks>
      <BookLine book={book} />
    </WithBooks>
  ),
  on: () => (
    <WithBooks>
      <ReadBookOn book={book} />
    </WithBooks>
  ),
});
const ofDownload = (row: DownloadRow): OnShelf => ({
  key: row.work,
  activeAt: row.startedAt,
  stage: 'toRead',
  line: () => (
    <WithBooks>
      <DownloadLine row={row} />
    </WithBooks>
  ),
  on: () => null,
});

/** Tells the shelf of Lire which books there are: on this device, on their way, or to be downloaded again. */
export function BooksOnShelf({ onBooks }: { onBooks: (books: readonly OnShelf[]) => void }) {
  const books = useShelfBooks();
  const downloads = useDownloadRows();
  useUnfinishedDownloads();
  useSweptBooks(books);
  useEffect(() => {
    if (!books || !downloads) return;
    const coming = new Set(downloads.map(({ file }) => file));
    onBooks([...downloads.map(ofDownload), ...books.filter(({ file }) => !coming.has(file)).map(ofBook)]);
  }, [books, downloads, onBooks]);
  return null;
}
