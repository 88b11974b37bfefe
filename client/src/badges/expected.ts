/** What this device knows of a reader that the server has not told as an event yet (B14). Pure. */
import type { ReadingEvent } from '@egoejo/shared/badges/rules.ts';
import { A_DAY_OF_READING, joined, quartersIn, type BookDay, type Part } from '@egoejo/shared/books/model.ts';

interface Rows {
  days: readonly Pick<BookDay, 'book' | 'day' | 'seconds' | 'passed'>[];
  /** Texts that were read: `at` ISO 8601. */
  texts: readonly { id: string; at: string }[];
  reviews: readonly { id: string; writtenAt: string }[];
}

/** A file of the member's own, not a work of the catalogue (`bookOfFile`). */
const isFile = (book: string): boolean => book.charAt(14) === '8';

/** Works whose four quarters are passed, by the day on which the last of them was. */
function endedWorks(days: Rows['days']): Map<string, string> {
  const passed = new Map<string, readonly Part[]>();
  const ended = new Map<string, string>();
  for (const row of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    if (isFile(row.book) || row.passed.length === 0 || ended.has(row.book)) continue;
    const all = joined([...(passed.get(row.book) ?? []), ...row.passed]);
    passed.set(row.book, all);
    if (quartersIn(all).length === 4) ended.set(row.book, row.day);
  }
  return ended;
}

function readDays(days: Rows['days']): string[] {
  const seconds = new Map<string, number>();
  for (const { day, seconds: n } of days) seconds.set(day, (seconds.get(day) ?? 0) + n);
  return [...seconds].filter(([, n]) => n >= A_DAY_OF_READING).map(([day]) => day);
}

/**
 * The events that these rows, queued acts among them, will tell.
 * @param told those that the server has told: a text that was finished there is not looked at again, since its time
 *   here is another
 * @param languageOf the first language of a work or text, if this device knows it
 */
export function eventsToCome(
  { days, texts, reviews }: Rows,
  told: readonly ReadingEvent[],
  languageOf: (id: string) => string | undefined,
): ReadingEvent[] {
  const known = new Set(told.map(({ kind, subject }) => `${kind} ${subject}`));
  const found = new Map<string, ReadingEvent>();
  const tell = (kind: string, subject: string, day: string) => {
    const name = `${kind} ${subject}`;
    if (!known.has(name) && !found.has(name)) found.set(name, { kind, subject, day });
  };
  const finish = (id: string, day: string) => {
    tell('finished', id, day);
    const language = languageOf(id)?.split('-')[0]?.toLowerCase();
    if (language) tell('language', language, day);
  };
  for (const day of readDays(days)) tell('day', day, day);
  for (const [work, day] of endedWorks(days)) finish(work, day);
  for (const { id, at } of texts) {
    if (known.has(`finished ${id}`)) continue;
    const day = at.slice(0, 10);
    tell('day', day, day);
    finish(id, day);
  }
  for (const { id, writtenAt } of reviews) tell('review', id, writtenAt.slice(0, 10));
  return [...found.values()];
}
