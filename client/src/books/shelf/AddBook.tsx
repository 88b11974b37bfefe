import { useNavigate } from '@tanstack/react-router';
import { useState, type ChangeEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { BookFault } from '../errors.ts';

/** A file that was not taken in, in words. */
function Fault({ fault }: { fault: BookFault }) {
  const t = useT();
  const entry = fault.entry === '' ? '' : `${t('books.fault.entry', { entry: fault.entry })}. `;
  return (
    <ErrorNote
      what={t('books.fault.title')}
      safe={t(`books.fault.${fault.code}`)}
      next={entry + t('books.fault.safe')}
    />
  );
}

/** The button that opens a book from a file of this device. */
export function AddBook({ hint }: { hint: boolean }) {
  const t = useT();
  const go = useNavigate();
  const [state, setState] = useState<'idle' | 'busy' | BookFault>('idle');
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file can be chosen again.
    target.value = '';
    if (!file || state === 'busy') return;
    setState('busy');
    try {
      const { addBook } = await import('./add-book.ts');
      const id = await addBook(file);
      setState('idle');
      void go({ to: '/livres/{-$id}', params: { id } });
    } catch (cause) {
      if (!(cause instanceof BookFault)) {
        setState('idle');
        throw cause;
      }
      setState(cause);
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <label className="inline-flex min-h-11 w-full cursor-pointer items-center justify-center gap-2 rounded-card bg-leaf px-4 py-2.5 text-center leading-tight font-strong text-on-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf forced-colors:border">
        <Icon name="plus" className="size-5" />
        {t('books.add')}
        <input
          type="file"
          accept=".epub,application/epub+zip"
          className="sr-only"
          aria-describedby={hint ? 'books-add-hint' : undefined}
          disabled={state === 'busy'}
          onChange={(e) => void take(e)}
        />
      </label>
      {hint && (
        <p id="books-add-hint" className="text-tiny text-soft">
          {t('books.add.hint')}
        </p>
      )}
      {state === 'busy' && (
        <Notice icon="wait" tone="wait">
          {t('books.adding')}
        </Notice>
      )}
      {state instanceof BookFault && <Fault fault={state} />}
    </div>
  );
}
