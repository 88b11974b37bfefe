/** What days of reading say: pace, books finished (B10). Pure. */
import type { BookDay } from '@egoejo/shared/books/model.ts';
import { dayBefore } from '../../platform/values/days.ts';

/** Words a minute over the rows of the last 30 days; null before ten minutes of them. */
export function pace(rows: readonly Pick<BookDay, 'day' | 'seconds' | 'words'>[], today: string): number | null {
  const from = dayBefore(today, 30);
  const late = rows.filter((r) => r.day > from);
  const seconds = late.reduce((sum, r) => sum + r.seconds, 0);
  return seconds < 600 ? null : Math.round((late.reduce((sum, r) => sum + r.words, 0) * 60) / seconds);
}

/** From this part on, ten-thousandths, a book is read: what follows are notes and advertisements. */
const READ = 9_800;
/** How many books were read to the end. */
export const finished = (rows: readonly Pick<BookDay, 'book' | 'furthest'>[]): number =>
  new Set(rows.filter((r) => r.furthest >= READ).map((r) => r.book)).size;
