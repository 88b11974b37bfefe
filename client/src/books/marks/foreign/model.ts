/** Marks of other reading apps, before their places in this book are known (B9). */
import type { BookMark, Colour } from '@egoejo/shared/books/model.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';

export interface ForeignMark extends Pick<BookMark, 'kind' | 'text' | 'colour'> {
  note: string;
  /** Its place as Readest has it; null: unknown. */
  cfi: string | null;
  /** Where it begins and ends as KOReader points there; null: unknown. */
  start: string | null;
  end: string | null;
  createdAt?: string;
}

/** The nearest of our four colours. A colour of the reader's own is yellow. */
export function colourOf(name: unknown): Colour {
  if (name === 'green' || name === 'olive') return 'green';
  if (name === 'blue' || name === 'cyan') return 'blue';
  return name === 'red' || name === 'pink' || name === 'purple' || name === 'violet' ? 'pink' : 'yellow';
}

/** Whether two titles are of one book, whatever their capitals, accents and punctuation. */
export function sameTitle(a: string, b: string): boolean {
  const plain = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}]/gu, '');
  return plain(a) !== '' && plain(a) === plain(b);
}

/** A moment in ms as ISO 8601; nothing where it is none. */
export function createdAt(ms: number): { createdAt?: string } {
  return Number.isFinite(ms) && ms > 0 && ms < 8e15 ? { createdAt: new Date(ms).toISOString() } : {};
}

/** What a file may hold at any place: the readers of files take what is of the kind that they expect. */
export type Fields = Readonly<Record<string, unknown>>;
export const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
export const textIn = (of: Fields, key: string): string => {
  const value = of[key];
  return typeof value === 'string' ? value : '';
};
/** A text that begins so; null: there is none. */
export function pointerIn(of: Fields, key: string, begins = '/body/'): string | null {
  const text = textIn(of, key);
  return text.startsWith(begins) ? text : null;
}
export const numberIn = (of: Fields, key: string): number => {
  const value = of[key];
  return typeof value === 'number' ? value : Number.NaN;
};
