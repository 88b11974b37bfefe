/** Examples of marks in books and of a day of reading. */
import { bookOfFile } from '../books/model.ts';
import type { MutationArgs } from '../registry.ts';
import type { ExampleIds } from './example-ids.ts';

/** A book that is only a file. */
export const fileBook = bookOfFile('5e'.repeat(32));

type Name = 'mark.add' | 'mark.colour' | 'mark.note' | 'mark.remove' | 'book.session';
export const exampleMarks: { [N in Name]: (ids: ExampleIds) => readonly MutationArgs<N>[] } = {
  'mark.add': ({ mark, otherMark }) => [
    {
      book: fileBook,
      marks: [
        {
          id: mark,
          kind: 'highlight',
          cfi: 'epubcfi(/6/8!/4/2/6,/1:3,/1:21)',
          at: 1250,
          text: 'le puits compte',
          before: 'Au soir,',
          after: 'les gouttes de pluie.',
          colour: 'yellow',
          notes: ['À relire – « ensemble ».'],
        },
        {
          id: otherMark,
          kind: 'bookmark',
          cfi: 'epubcfi(/6/10!/4/2)',
          at: 2400,
          text: 'Au matin',
          before: '',
          after: '',
          colour: 'blue',
          notes: [],
          createdAt: '2026-03-01T09:00:00Z',
        },
      ],
    },
  ],
  'mark.colour': ({ mark }) => [{ mark, colour: 'green' }],
  'mark.note': ({ mark }) => [{ mark, note: 'Pour Coumba.', over: [] }],
  'mark.remove': ({ otherMark }) => [{ mark: otherMark, over: [] }],
  'book.session': () => [
    {
      book: fileBook,
      day: '2026-03-01',
      seconds: 240,
      words: 900,
      pages: 4,
      furthest: 1250,
      passed: [{ from: 1190, to: 1250 }],
    },
  ],
};
