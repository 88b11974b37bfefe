import { useEffect } from 'react';
import type { BookRow } from '../kept.ts';
import { warmReader } from '../reader-code.ts';
import { sweepBooks } from '../store.ts';

/** For each list of books: books of erased members go, and the reader's code is fetched where there is a book. */
export function useSweptBooks(books: readonly BookRow[] | undefined): void {
  useEffect(() => void sweepBooks(), []);
  const some = books !== undefined && books.length > 0;
  useEffect(() => {
    if (some) warmReader();
  }, [some]);
}
