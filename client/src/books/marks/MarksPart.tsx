import { cut } from '@egoejo/shared/platform/cut.ts';
import { useState, type ChangeEvent } from 'react';
import type { BookMark } from '@egoejo/shared/books/model.ts';
import { useT } from '../../i18n/locale.ts';
import { saveFile } from '../../platform/device/file.ts';
import { Button } from '../../ui/actions/Button.tsx';
import type { OpenBook } from '../epub/open.ts';
import type { BookRow } from '../kept.ts';
import { asAnnotations, asMarkdown } from './annotations.ts';
import { ImportResult } from './ImportResult.tsx';
import { importMarks, type Taken } from './import-marks.ts';
import { MarkList } from './MarkList.tsx';
import { namesOf } from './names.ts';
import { useMarks } from './queries.ts';

/** A file name of a title. */
const fileName = (title: string, end: string): string =>
  `${cut(title.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-'), 60)}.${end}`;

function Files({
  row,
  title,
  book: opened,
  all,
}: {
  row: BookRow;
  title: string;
  book: OpenBook;
  all: readonly BookMark[];
}) {
  const t = useT();
  const [taken, setTaken] = useState<Taken | null>(null);
  const marks = all.filter((m) => !m.removed);
  const [book] = namesOf(row);
  const address = `urn:uuid:${book}`;
  const save = (as: 'md' | 'json') => {
    const percent = (n: number) => t('books.percent', { n });
    const text =
      as === 'md'
        ? asMarkdown(marks, title, row.authors.join(', '), address, percent)
        : asAnnotations(marks, title, address);
    saveFile(fileName(title, as), new Blob([text], { type: as === 'md' ? 'text/markdown' : 'application/json' }));
  };
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = '';
    if (file) setTaken(await importMarks(file, { id: book, title, open: opened }, all));
  };
  return (
    <div className="flex flex-col gap-2">
      {marks.length > 0 && (
        <div className="flex flex-wrap gap-2">
          <Button variant="quiet" icon="download" onClick={() => save('md')}>
            {t('books.marks.markdown')}
          </Button>
          <Button variant="quiet" icon="download" onClick={() => save('json')}>
            {t('books.marks.json')}
          </Button>
        </div>
      )}
      <label className="inline-flex min-h-11 cursor-pointer items-center justify-center rounded-card px-4 py-2.5 text-center font-strong text-leaf focus-within:outline-3 focus-within:outline-leaf">
        {t('books.marks.import')}
        <input
          type="file"
          accept=".md,.json,.jsonld,.lua,text/markdown,application/json"
          className="sr-only"
          onChange={(e) => void take(e)}
        />
      </label>
      <p className="text-center text-tiny text-soft">{t('books.marks.import.hint')}</p>
      {taken !== null && <ImportResult taken={taken} />}
    </div>
  );
}

/** The marks of a book, and ways to save and to take in all of them. */
export function MarksPart({
  row,
  title,
  book,
  go,
  onOpen,
}: {
  row: BookRow;
  title: string;
  book: OpenBook;
  go: (mark: BookMark) => Promise<boolean>;
  onOpen: (mark: BookMark) => void;
}) {
  const all = useMarks(row, true);
  if (!all) return null;
  return (
    <>
      <MarkList marks={all.filter((m) => !m.removed)} language={row.language} go={go} onOpen={onOpen} />
      <Files row={row} title={title} book={book} all={all} />
    </>
  );
}
