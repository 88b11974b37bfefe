/** The code of the reader, which is in no precache: it comes with the first book, and is kept then. */
import type { ComponentType } from 'react';

type BookPage = ComponentType<{ id: string; at?: string | undefined }>;
/** Kept here once it is loaded: shown by `lazy`, it would wait a third of a second behind its placeholder. */
let reader: BookPage | null = null;
/** Null: the code is not here yet. */
export const readerNow = (): BookPage | null => reader;
/** Whoever opens a book hears of a failure. */
export const loadReader = async (): Promise<BookPage> => (reader ??= (await import('./pages/BookPage.tsx')).BookPage);
/** Loads the reader before a book is opened: a book that is here opens without a network. */
export const warmReader = (): void =>
  void import('./pages/BookPage.tsx')
    .then(({ BookPage, prepare }) => ((reader ??= BookPage), prepare()))
    .catch(() => undefined);
