import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useThrown } from '../../ui/feedback/use-thrown.ts';
import { loadReader, readerNow } from '../reader-code.ts';
import { BookShelf } from '../shelf/BookShelf.tsx';
import { PageOfBooks } from '../WithBooks.tsx';

/** One book, once the reader's code is here. */
function Open({ id }: { id: string }) {
  const { lieu } = useSearch({ from: '/livres/{-$id}' });
  const navigate = useNavigate();
  const [at] = useState(lieu);
  const [Reader, setReader] = useState(readerNow);
  const fail = useThrown();
  useEffect(() => {
    if (!Reader) loadReader().then((came) => setReader(() => came), fail);
  }, [Reader, fail]);
  // Once it is open, the place where the member is counts: opened again, the book is there.
  useEffect(() => {
    if (Reader && lieu !== undefined)
      void navigate({ to: '/livres/{-$id}', params: { id }, replace: true, resetScroll: false });
  }, [Reader, lieu, id, navigate]);
  return Reader && <Reader id={id} at={at} />;
}

/** The books of this device, or one of them open. */
export function BooksPage() {
  const { id } = useParams({ from: '/livres/{-$id}' });
  return <PageOfBooks>{id === undefined ? <BookShelf /> : <Open key={id} id={id} />}</PageOfBooks>;
}
