import { expect, it } from 'vitest';
import type { BookMark } from '@egoejo/shared/books/model.ts';
import type { ManuscriptNote } from '@egoejo/shared/publishing/model.ts';
import { unsentOf } from './unsent.ts';

const mark = (id: string, text: string, notes: string[]): BookMark =>
  ({ id, cfi: `epubcfi(/6/${id})`, text, notes: notes.map((n, i) => ({ id: String(i), text: n })) }) as BookMark;
const note = (id: string, text: string, mine = true): ManuscriptNote =>
  ({ cfi: `epubcfi(/6/${id})`, text, mine }) as ManuscriptNote;
const textsOf = ({ notes }: BookMark) => notes.map((n) => n.text);

it('B15: a reviewer has to send what they noted and have not sent so; a changed note is sent anew', () => {
  const marks = [
    mark('2', 'lion', ['Trop long']),
    mark('4', 'puits', ['Bien', 'Très bien']),
    mark('6', 'sans note', []),
    mark('8', 'autre', ['Déjà dit']),
  ];
  const of = (notes: ManuscriptNote[]) => unsentOf(marks, notes, textsOf).map(({ id }) => id);
  expect(of([])).toEqual(['2', '4', '8']);
  expect(of([note('2', 'Trop long'), note('4', 'Bien'), note('8', 'Déjà dit', false)])).toEqual(['4', '8']);
  expect(unsentOf(marks, [], textsOf)[1]).toMatchObject({ quote: 'puits', text: 'Bien\n\nTrès bien' });
});
