import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { FINISHED } from '../../platform/storage/kept-books.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Bar } from '../../ui/feedback/progress.tsx';
import { useBooks } from '../store.ts';
import { WithBooks } from '../WithBooks.tsx';

function Last() {
  const t = useT();
  const books = useBooks();
  const book = books?.find((b) => b.at !== null && b.fraction < FINISHED);
  if (!book) return null;
  return (
    <Card className="relative">
      <p className="text-tiny text-soft">{t('books.on', { n: Math.round(book.fraction * 100) })}</p>
      <h2 className="mt-0.5 text-head" lang={book.language || undefined} dir="auto">
        <Link to="/livres/{-$id}" params={{ id: book.id }} className="covers no-underline">
          {typeset(book.title || t('books.untitled'))}
        </Link>
      </h2>
      <p className="pb-2 text-small text-soft" dir="auto">
        {book.authors.join(', ')}
      </p>
      <Bar parts={[{ value: book.fraction, fill: 'leaf' }]} total={1} />
    </Card>
  );
}

/** The book that the member was reading. */
export const ReadOn = () => (
  <WithBooks>
    <Last />
  </WithBooks>
);
