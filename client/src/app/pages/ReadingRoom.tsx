import { useEffect, useState } from 'react';
import type * as BooksCode from '../../books/shelf/InReading.tsx';
import { useEcoRules } from '../../eco/store.ts';
import { usedBooks } from '../../platform/storage/used-books.ts';
import type { OnShelf } from '../../reading/model.ts';
import { useDelayedFlag } from '../../ui/feedback/use-delayed-flag.ts';
import { ReadPage } from '../../reading/pages/ReadPage.tsx';

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

/**
 * Lire: texts and books in one place. At eco levels that fetch only what is opened, the code of books is fetched on
 * devices that have opened them before. Where none were opened there are none to wait for; elsewhere the texts wait a
 * second for the books, so that no line moves, and then are shown without them.
 */
export function ReadingRoom() {
  const { texts } = useEcoRules();
  const [used] = useState(usedBooks);
  const [shelved, setShelved] = useState<readonly OnShelf[]>();
  const code = useBooksCode(texts || used);
  const missing = used && code === null;
  const awaited = used && !missing && shelved === undefined;
  const late = useDelayedFlag(awaited);
  const none = missing ? null : awaited && !late ? undefined : [];
  return (
    <>
      {code && <code.BooksOnShelf onBooks={setShelved} />}
      <ReadPage books={shelved ?? none} addBook={code && <code.AddBookHere />} />
    </>
  );
}
