import { useCallback, useEffect, useState } from 'react';
import type * as BooksCode from '../../books/shelf/InReading.tsx';
import { useEcoRules } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { rememberBooks, usedBooks } from '../../platform/storage/used-books.ts';
import { ReadPage } from '../../reading/pages/ReadPage.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';

type Books = typeof BooksCode;

/** Loads the code and the messages of books once `wanted`. Null: they could not be fetched. */
function useBooksCode(wanted: boolean): Books | null | undefined {
  const [books, setBooks] = useState<Books | null>();
  useEffect(() => {
    const load = async () => {
      const code = await import('../../books/shelf/InReading.tsx');
      await code.loadBooks();
      return code;
    };
    if (wanted) load().then(setBooks, () => setBooks(null));
  }, [wanted]);
  return books;
}

/** The part of the page with the books. On a phone it is behind a tab, and opening the tab loads its code. */
function BooksPart({ books, onOpened }: { books: Books | null | undefined; onOpened: () => void }) {
  const t = useT();
  useEffect(onOpened, [onOpened]);
  if (books === null) return <Notice icon="offline">{t('reading.books.later')}</Notice>;
  return books && <books.BooksHere />;
}

/** Lire: texts and books in one place. Eco levels that fetch only what is opened also wait with the code of books. */
export function ReadingRoom() {
  const { texts } = useEcoRules();
  const [opened, setOpened] = useState(usedBooks);
  const books = useBooksCode(texts || opened);
  const open = useCallback(() => {
    rememberBooks();
    setOpened(true);
  }, []);
  return <ReadPage on={books && <books.ReadOn />} books={<BooksPart books={books} onOpened={open} />} />;
}
