/** The messages of books: a pack that is fetched with the first page of books, and stored on no other device. */
import type { Language } from '@egoejo/shared/platform/languages.ts';
import type { BooksPack } from './keys.ts';
import { useLocaleStore } from './locale.ts';

export const books: Record<Language, () => Promise<BooksPack>> = {
  fr: async () => (await import('./fr/books.ts')).default,
  en: async () => (await import('./en/books.ts')).default,
  es: async () => (await import('./es/books.ts')).default,
  ar: async () => (await import('./ar/books.ts')).default,
  sw: async () => (await import('./sw/books.ts')).default,
  wo: async () => (await import('./wo/books.ts')).default,
};

/** Whether the messages of books are loaded; a change of language takes them away. */
export const useHasBooks = (): boolean => useLocaleStore((s) => 'books.title' in s.messages);

/** Loads the messages of books in the current language. */
export async function loadBooks(): Promise<void> {
  const { language, messages } = useLocaleStore.getState();
  if ('books.title' in messages) return;
  const more = await books[language]();
  const now = useLocaleStore.getState();
  if (now.language !== language) return loadBooks();
  useLocaleStore.setState({ messages: { ...now.messages, ...more } });
}
