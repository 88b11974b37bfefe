/** What Lire shows of books: loaded with it, kept afterwards. */
import { WithBooks } from '../WithBooks.tsx';
import { AddBook } from './AddBook.tsx';

export { loadBooks } from '../../i18n/books.ts';
export { BooksOnShelf } from './BooksOnShelf.tsx';

/** The button that opens a book, in another page. */
export const AddBookHere = () => (
  <WithBooks>
    <AddBook hint />
  </WithBooks>
);
