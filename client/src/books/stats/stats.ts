/** What days of reading say: minutes a day, days in a row, pace, books finished (B10). Pure. */
import { A_DAY_OF_READING, type BookDay } from '@egoejo/shared/books/model.ts';

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
/** The calendar day of the device, YYYY-MM-DD. */
export const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const before = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** One missed day of so many is mended. */
const A_WEEK = 7;

type Day = Pick<BookDay, 'day' | 'seconds'>;
function secondsByDay(rows: readonly Day[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { day, seconds } of rows) days.set(day, (days.get(day) ?? 0) + seconds);
  return days;
}

/** Minutes of the last `n` days, the oldest first. */
export function minutesByDay(rows: readonly Day[], today: string, n: number): { day: string; n: number }[] {
  const days = secondsByDay(rows);
  return Array.from({ length: n }, (_, i) => before(today, n - 1 - i)).map((day) => ({
    day,
    n: Math.round((days.get(day) ?? 0) / 60),
  }));
}

/**
 * Days in a row on which the member read, up to today, or to yesterday while today has none yet. One missed day a week
 * does not end the row, and does not count.
 */
export function streak(rows: readonly Day[], today: string): number {
  const days = secondsByDay(rows);
  const read = (day: string): boolean => (days.get(day) ?? 0) >= A_DAY_OF_READING;
  let count = 0;
  let sinceMended = A_WEEK;
  for (let back = read(today) ? 0 : 1; ; back++) {
    if (read(before(today, back))) count++;
    else if (count > 0 && sinceMended >= A_WEEK && read(before(today, back + 1))) sinceMended = 0;
    else return count;
    sinceMended++;
  }
}

/** Words a minute over the rows of the last 30 days; null before ten minutes of them. */
export function pace(rows: readonly Pick<BookDay, 'day' | 'seconds' | 'words'>[], today: string): number | null {
  const from = before(today, 30);
  const late = rows.filter((r) => r.day > from);
  const seconds = late.reduce((sum, r) => sum + r.seconds, 0);
  return seconds < 600 ? null : Math.round((late.reduce((sum, r) => sum + r.words, 0) * 60) / seconds);
}

/** From this part on, ten-thousandths, a book is read: what follows are notes and advertisements. */
const READ = 9_800;
/** How many books were read to the end. */
export const finished = (rows: readonly Pick<BookDay, 'book' | 'furthest'>[]): number =>
  new Set(rows.filter((r) => r.furthest >= READ).map((r) => r.book)).size;
