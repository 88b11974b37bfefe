import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import type { Taken } from './import-marks.ts';

/** What came of a file of marks: how many were added, and those that have no place in this book, with their words. */
export function ImportResult({ taken }: { taken: Taken }) {
  const t = useT();
  if (typeof taken === 'string') return <ErrorNote what={t(`books.marks.import.${taken}`)} />;
  if ('code' in taken) return <ErrorNote what={errorText({ code: taken.code })} />;
  const { added, lost } = taken;
  return (
    <>
      {(added > 0 || lost.length === 0) && (
        <Notice icon="ok" tone="leaf">
          {t('books.marks.import.done', { n: added })}
        </Notice>
      )}
      {lost.length > 0 && (
        <Notice icon="warning" tone="wait">
          <p>{t('books.marks.import.lost', { n: lost.length })}</p>
          <ul className="mt-2 flex flex-col gap-2">
            {lost.map(({ text, note }, i) => (
              <li key={i} dir="auto" className="break-words">
                {text.trim() !== '' && <q>{text.trim()}</q>}
                {note.trim() !== '' && <span className="block whitespace-pre-line">{note.trim()}</span>}
                {text.trim() === '' && note.trim() === '' && t('books.mark.bookmark')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
