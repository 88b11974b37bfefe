/** What Lire shows of books: loaded with it, kept afterwards. */
export { loadBooks } from '../../i18n/books.ts';
export { BooksHere } from './BooksHere.tsx';
export { ReadOn } from './ReadOn.tsx';
