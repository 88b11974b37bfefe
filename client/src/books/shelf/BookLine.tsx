import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { bytes } from '../../i18n/when.ts';
import { HereChip, ReadChip, ReadOn, ShelfLine } from '../../reading/model.ts';
import { Button, IconButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { DownloadState } from '../download/DownloadState.tsx';
import type { BookRow, DownloadRow } from '../kept.ts';
import { removeBook } from '../store.ts';
import { stageOf } from './stage.ts';

/** What can be done with a book. */
function BookActions({ book, title }: { book: BookRow; title: string }) {
  const t = useT();
  const locale = useLocale();
  const [shown, setShown] = useState<'none' | 'sheet' | 'sure'>('none');
  return (
    <>
      <IconButton icon="more" label={t('books.more', { title })} onClick={() => setShown('sheet')} />
      <Sheet open={shown === 'sheet'} onClose={() => setShown('none')} title={title}>
        <Button block variant="grave" icon="trash" onClick={() => setShown('sure')}>
          {t('books.remove', { size: bytes(locale, book.bytes) })}
        </Button>
      </Sheet>
      <Confirm
        open={shown === 'sure'}
        title={t('books.remove.sure', { title })}
        text={t('books.remove.text')}
        doing={t('books.remove', { size: bytes(locale, book.bytes) })}
        onConfirm={() => void removeBook(book)}
        onClose={() => setShown('none')}
      />
    </>
  );
}

/** The way into a book; one whose file made room for others, to where it is downloaded again. */
function BookLink({ book, className = '' }: { book: BookRow; className?: string }) {
  const t = useT();
  const look = {
    className: `covers no-underline ${className}`,
    lang: book.language || undefined,
    dir: 'auto',
    children: typeset(book.title || t('books.untitled')),
  };
  return book.evicted && book.work !== undefined ? (
    <Link to="/lire/catalogue/$id" params={{ id: book.work }} {...look} />
  ) : (
    <Link to="/livres/{-$id}" params={{ id: book.id }} {...look} />
  );
}

/** Who wrote a book. */
const Authors = ({ names }: { names: string }) => (
  <span className="block text-small text-soft" dir="auto">
    {names}
  </span>
);

/** A book on its way. */
export function DownloadLine({ row }: { row: DownloadRow }) {
  const t = useT();
  const locale = useLocale();
  return (
    <ShelfLine
      title={
        <Link
          to={row.manuscript ? '/lire/manuscrits/{-$id}' : '/lire/catalogue/$id'}
          params={{ id: row.work }}
          className="font-strong covers no-underline"
          lang={row.language || undefined}
          dir="auto"
        >
          {typeset(row.title)}
        </Link>
      }
      under={<Authors names={row.authors} />}
      facts={`${t('reading.kind.book')} · ${bytes(locale, row.bytes)}`}
    >
      <div className="pt-2">
        <DownloadState row={row} />
      </div>
    </ShelfLine>
  );
}

/** A book of this device. */
export function BookLine({ book }: { book: BookRow }) {
  const t = useT();
  const locale = useLocale();
  const stage = stageOf(book);
  return (
    <ShelfLine
      title={<BookLink book={book} className="font-strong" />}
      under={<Authors names={book.authors.join(', ')} />}
      facts={`${t('reading.kind.book')} · ${bytes(locale, book.bytes)}`}
      chips={
        <>
          {book.evicted ? <Chip>{t('reading.chip.away')}</Chip> : <HereChip />}
          {stage === 'read' && <ReadChip />}
          {stage === 'reading' && <Chip>{t('books.at', { n: Math.round(book.fraction * 100) })}</Chip>}
        </>
      }
      part={stage === 'reading' ? book.fraction : 0}
      actions={<BookActions book={book} title={book.title || t('books.untitled')} />}
    />
  );
}

/** The book that the member was reading. */
export const ReadBookOn = ({ book }: { book: BookRow }) => (
  <ReadOn title={<BookLink book={book} />} by={book.authors.join(', ')} percent={Math.round(book.fraction * 100)} />
);
