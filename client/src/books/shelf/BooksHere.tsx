import { useBooks } from '../store.ts';
import { WithBooks } from '../WithBooks.tsx';
import { AddBook } from './AddBook.tsx';
import { BookList } from './BookShelf.tsx';

function Here() {
  const books = useBooks();
  if (!books) return null;
  return (
    <>
      <BookList books={books} />
      <AddBook hint={books.length === 0} />
    </>
  );
}

/** The books of this device as a part of another page. */
export const BooksHere = () => (
  <WithBooks>
    <Here />
  </WithBooks>
);
