import * as z from 'zod/mini';
import { bookId, instant, markId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';
import { at } from '../reading/model.ts';
import { defineMutation } from '../sync/mutation.ts';
import {
  bookDayId,
  cfi,
  colour,
  day,
  joined,
  MARK,
  MOST_NOTES,
  MOST_PARTS,
  noteId,
  part,
  saw,
  withNote,
} from './model.ts';

const over = z.array(noteId).check(z.maxLength(MOST_NOTES));
const newMark = z.strictObject({
  /** Created on the device (`newId`), or that of a file from which it is imported. */
  id: markId,
  kind: z.enum(['bookmark', 'highlight']),
  cfi,
  at,
  text: line(MARK.text),
  before: line(MARK.around),
  after: line(MARK.around),
  colour,
  notes: z.array(prose(MARK.note, 1)).check(z.maxLength(MOST_NOTES)),
  /** When an imported mark was made; left out: now. */
  createdAt: z.exactOptional(instant),
});

/** Adds marks to a book of one's own, under ids the client makes; those that are known already stay as they are. */
export const markAdd = defineMutation({
  name: 'mark.add',
  version: 1,
  args: z.strictObject({ book: bookId, marks: z.array(newMark).check(z.minLength(1), z.maxLength(50)) }),
  path: 'hot',
  writes: ({ marks }) => marks.map(({ id }) => ({ e: 'bookMark', id })),
  optimistic: (view, { book, marks }, { key, madeAt }) =>
    marks.flatMap(({ notes, createdAt = madeAt, ...mark }) =>
      view.get('bookMark', mark.id)
        ? []
        : [
            {
              e: 'bookMark',
              id: mark.id,
              row: {
                ...mark,
                book,
                notes: notes.map((text, i) => ({ id: `${key}:${i}`, text })),
                removed: false,
                createdAt,
                changedAt: madeAt,
              },
            },
          ],
    ),
});

/** Changes the colour of a mark; of two devices, the later act wins. */
export const markColour = defineMutation({
  name: 'mark.colour',
  version: 1,
  args: z.strictObject({ mark: markId, colour }),
  path: 'hot',
  writes: ({ mark }) => [{ e: 'bookMark', id: mark }],
  optimistic(view, { mark, colour: next }, { madeAt }) {
    const row = view.get('bookMark', mark);
    return row ? [{ e: 'bookMark', id: mark, row: { ...row, colour: next, changedAt: madeAt } }] : [];
  },
});

/**
 * Writes the note of a mark over the texts of it that the member saw (`over`): a text that another device wrote in the
 * meantime is kept beside it. Brings back a mark that was removed elsewhere. An empty note takes away what was seen.
 */
export const markNote = defineMutation({
  name: 'mark.note',
  version: 1,
  args: z.strictObject({ mark: markId, note: prose(MARK.note), over }),
  path: 'hot',
  writes: ({ mark }) => [{ e: 'bookMark', id: mark }],
  optimistic(view, { mark, note, over: seen }, { key, madeAt }) {
    const row = view.get('bookMark', mark);
    if (!row) return [];
    const notes = withNote(row.notes, seen, key, note);
    const removed = row.removed && note === '';
    return [{ e: 'bookMark', id: mark, row: { ...row, notes, removed, changedAt: madeAt } }];
  },
});

/**
 * Removes a mark, unless its note has a text that the member did not see (`over`): then it stays, with a note that says
 * so, for as long as that text is there. Removing an absent one is applied without effect.
 */
export const markRemove = defineMutation({
  name: 'mark.remove',
  version: 1,
  args: z.strictObject({ mark: markId, over }),
  path: 'hot',
  writes: ({ mark }) => [{ e: 'bookMark', id: mark }],
  optimistic(view, { mark, over: seen }, { madeAt }) {
    const row = view.get('bookMark', mark);
    return row && saw(row.notes, seen)
      ? [{ e: 'bookMark', id: mark, row: { ...row, removed: true, changedAt: madeAt } }]
      : [];
  },
});

/**
 * A stretch of reading in a book: active seconds by the page's clock, and the words and pages that were passed (B10).
 * The server counts no more seconds than have passed; where none have, it says `reading.no_time`. Once the words of a
 * quarter of a work were passed, 10 grains are harvested for it, once, under the daily limit of readings (R5).
 */
export const bookSession = defineMutation({
  name: 'book.session',
  version: 1,
  args: z.strictObject({
    book: bookId,
    day,
    seconds: z.int().check(z.positive(), z.maximum(86_400)),
    words: z.int().check(z.nonnegative(), z.maximum(1_000_000)),
    pages: z.int().check(z.nonnegative(), z.maximum(100_000)),
    /** The furthest place that was come to by reading, in ten-thousandths. */
    furthest: at,
    /** The parts that were read page by page; the gaps between them were skipped. */
    passed: z.array(part).check(z.maxLength(MOST_PARTS)),
  }),
  path: 'hot',
  writes: ({ book, day: on }) => [{ e: 'bookDay', id: bookDayId(book, on) }],
  optimistic(view, { book, day: on, seconds, words, pages, furthest, passed }) {
    const id = bookDayId(book, on);
    const old = view.get('bookDay', id) ?? { seconds: 0, words: 0, pages: 0, furthest: 0, passed: [] };
    const row = {
      id,
      book,
      day: on,
      seconds: old.seconds + seconds,
      words: old.words + words,
      pages: old.pages + pages,
      furthest: Math.max(old.furthest, furthest),
      passed: joined([...old.passed, ...passed]),
    };
    return [{ e: 'bookDay', id, row }];
  },
});
