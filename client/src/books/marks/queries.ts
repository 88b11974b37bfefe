/** A member's marks in one book, and the acts that make, change and remove them. */
import { useMemo } from 'react';
import type { BookMark, Colour } from '@egoejo/shared/books/model.ts';
import { newId, type BookId, type MarkId } from '@egoejo/shared/platform/ids.ts';
import { mergeRows, useLive, useOverlay } from '../../sync/api/rows/live.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import type { Passage } from '../reader/passage.ts';
import { namesOf, type Named } from './names.ts';

/** Reads the marks in their order in the book; removed ones too only with `all`. */
export function useMarks(book: Named, all = false): BookMark[] | undefined {
  const names = namesOf(book);
  const wanted = names.join();
  const overlay = useOverlay();
  const base = useLive((db) => db.bookMark.where('book').anyOf(wanted.split(',')).toArray(), [wanted]);
  const over = overlay.rows.get('bookMark');
  return useMemo(() => {
    const here = base && mergeRows<'bookMark'>(base, over).filter((m) => wanted.includes(m.book));
    return here
      ?.filter((m) => all || !m.removed)
      .toSorted((a, b) => a.at - b.at || a.createdAt.localeCompare(b.createdAt));
  }, [base, over, wanted, all]);
}

/** The texts of a note in the order in which they were written. */
export const textsOf = ({ notes }: Pick<BookMark, 'notes'>): string[] =>
  notes.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((n) => n.text);
/** What a member has seen of a note when they write over it or remove the mark. */
const seen = ({ notes }: Pick<BookMark, 'notes'>): string[] => notes.map((n) => n.id);

export function addMark(
  book: BookId,
  title: string,
  passage: Passage,
  { kind, colour }: Pick<BookMark, 'kind' | 'colour'>,
): { id: MarkId; queued: ReturnType<typeof mutate> } {
  const id = newId<MarkId>();
  return { id, queued: mutate('mark.add', { book, marks: [{ id, kind, colour, ...passage, notes: [] }] }, title) };
}
export const colourMark = (mark: BookMark, colour: Colour, title: string) =>
  mutate('mark.colour', { mark: mark.id, colour }, title);
export const noteMark = (mark: BookMark, note: string, title: string) =>
  mutate('mark.note', { mark: mark.id, note, over: seen(mark) }, title);
export const removeMark = (mark: BookMark, title: string) =>
  mutate('mark.remove', { mark: mark.id, over: seen(mark) }, title);
