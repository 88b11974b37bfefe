/** Marks in books, and the days on which a member read. */
import * as z from 'zod/mini';
import { bookId, markId, UUID_SHAPE, type BookId } from '../platform/ids.ts';
import { at } from '../reading/model.ts';

/**
 * The id of a book that is only a file: a UUID of version 8 (RFC 9562) made of the SHA-256 of its bytes, so that all
 * devices that have the same file name it alike. Works of the catalogue have other versions.
 */
export function bookOfFile(sha256: string): BookId {
  const variant = '89ab'[Number.parseInt(sha256.charAt(15), 16) % 4] ?? '8';
  const parts = [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(12, 15)}`,
    variant + sha256.slice(16, 19),
    sha256.slice(20, 32),
  ];
  return z.parse(bookId, parts.join('-'));
}

/** Most characters of a place; a longer one has names in brackets that may be left out. */
export const MOST_CFI = 500;
/** A place, or a range, in a book: EPUB Canonical Fragment Identifier. Whether it fits the book shows on opening. */
export const cfi = z.string().check(z.maxLength(MOST_CFI), z.regex(/^epubcfi\(\/[^\s\p{Cc}]+\)$/u));

export const colours = ['yellow', 'green', 'blue', 'pink'] as const;
export const colour = z.enum(colours);
export type Colour = z.infer<typeof colour>;
/** Most characters: of a note, of the marked text that is kept, of the text kept before and after it (B8). */
export const MARK = { note: 2_000, text: 1_000, around: 32 } as const;
/** Texts of one note that may stand side by side. */
export const MOST_NOTES = 8;

/** The id of a text of a note: the key of the act that wrote it, with a number if it wrote several. */
export const noteId = z.string().check(z.regex(new RegExp(`^${UUID_SHAPE}(:\\d{1,3})?$`)));
const note = z.object({ id: z.string(), text: z.string() });
export type MarkNote = z.infer<typeof note>;

/**
 * A bookmark or a highlight. `text` with `before` and `after` finds the place again where `cfi` does not fit. `notes`
 * has more than one text where devices changed the note apart from each other: both are kept (B8). A removed mark stays
 * for half a year, so that a note written elsewhere can bring it back.
 */
export const bookMarkRow = z.object({
  id: markId,
  book: bookId,
  kind: z.enum(['bookmark', 'highlight']),
  cfi: z.string(),
  at,
  text: z.string(),
  before: z.string(),
  after: z.string(),
  colour,
  notes: z.array(note),
  removed: z.boolean(),
  createdAt: z.string(),
  changedAt: z.string(),
});
export type BookMark = z.infer<typeof bookMarkRow>;

/** The texts of a note after one was written over those that its writer saw; an empty text only takes those away. */
export function withNote(notes: readonly MarkNote[], over: readonly string[], id: string, text: string): MarkNote[] {
  const left = notes.filter((n) => !over.includes(n.id));
  return text === '' || left.some((n) => n.text === text) ? left : [...left, { id, text }];
}
/** Whether all texts were seen by who removes the mark: a changed note wins over removal. */
export const saw = (notes: readonly MarkNote[], over: readonly string[]): boolean =>
  notes.every((n) => over.includes(n.id));

/** A calendar day, as the member's device counts days. */
export const day = z.string().check(z.regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/));
/** A shorter day of reading, s, neither counts nor breaks a row of days (B10, B14). */
export const A_DAY_OF_READING = 60;
/** A part of a book, in ten-thousandths of it. */
export const part = z.strictObject({ from: at, to: at });
export type Part = z.infer<typeof part>;
/** The most parts in one report. Somebody who skips more often is leafing through the book, and the rest is left out. */
export const MOST_PARTS = 50;

/**
 * What a member read of a book on a day (B10); the id is `<book>:<day as UUID>`. `furthest`: the furthest place that
 * they came to by reading, not by leaping. `passed`: the parts of a work of the catalogue that were read page by page.
 */
export const bookDayRow = z.object({
  id: z.string(),
  book: bookId,
  day: z.string(),
  seconds: z.int(),
  words: z.int(),
  pages: z.int(),
  furthest: at,
  passed: z.array(z.object({ from: at, to: at })),
});
export type BookDay = z.infer<typeof bookDayRow>;
export const bookDayId = (book: BookId, onDay: string): string =>
  `${book}:${onDay.replaceAll('-', '')}-0000-8000-8000-000000000000`;

/** The union of these parts: sorted, without overlaps, and without parts that touch each other. */
export function joined(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  for (const { from, to } of parts.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, to) };
    else if (from < to) out.push({ from, to });
  }
  return out;
}
/** A quarter of a work counts as passed once nine tenths of it were read; in ten-thousandths of the work. */
const ENOUGH = 2_250;
const QUARTER = 2_500;
/** Which quarters of a work were passed, 1 to 4 (B10). */
export function quartersIn(parts: readonly Part[]): number[] {
  const all = joined(parts);
  const passed = (start: number): number =>
    all.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, start + QUARTER) - Math.max(from, start)), 0);
  return [1, 2, 3, 4].filter((q) => passed((q - 1) * QUARTER) >= ENOUGH);
}
