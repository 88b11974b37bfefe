import { useEffect, type ReactNode } from 'react';
import { loadBooks, useHasBooks } from '../i18n/books.ts';
import { rememberBooks } from '../platform/storage/used-books.ts';
import { useThrown } from '../ui/feedback/use-thrown.ts';

/** Shows its content once the messages of books are loaded; a change of language loads them again. */
export function WithBooks({ children }: { children: ReactNode }) {
  const has = useHasBooks();
  const fail = useThrown();
  useEffect(() => {
    if (!has) loadBooks().catch(fail);
  }, [has, fail]);
  return has && children;
}

/** A page of books. Opening one is remembered: this device is used for books. */
export function PageOfBooks({ children }: { children: ReactNode }) {
  useEffect(rememberBooks, []);
  return <WithBooks>{children}</WithBooks>;
}
