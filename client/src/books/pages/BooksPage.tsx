import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useThrown } from '../../ui/feedback/use-thrown.ts';
import { loadReader, readerNow } from '../reader-code.ts';
import { BookShelf } from '../shelf/BookShelf.tsx';
import { PageOfBooks } from '../WithBooks.tsx';

/** One book, once the reader's code is here. */
function Open({ id }: { id: string }) {
  const [Reader, setReader] = useState(readerNow);
  const fail = useThrown();
  useEffect(() => {
    if (!Reader) loadReader().then((came) => setReader(() => came), fail);
  }, [Reader, fail]);
  return Reader && <Reader key={id} id={id} />;
}

/** The books of this device, or one of them open. */
export function BooksPage() {
  const { id } = useParams({ from: '/livres/{-$id}' });
  return <PageOfBooks>{id === undefined ? <BookShelf /> : <Open id={id} />}</PageOfBooks>;
}
