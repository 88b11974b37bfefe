/** Days of the device, and what seconds spent on them say: minutes a day, days in a row (B10, L8). Pure. */

const DAY_MS = 86_400_000;
const two = (n: number): string => String(n).padStart(2, '0');
/** The calendar day of the device, YYYY-MM-DD. */
export const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
/** The day so many days before `day`. */
export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);

/** One missed day of so many is mended. */
const A_WEEK = 7;

interface Day {
  day: string;
  seconds: number;
}
function secondsByDay(rows: readonly Day[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { day, seconds } of rows) days.set(day, (days.get(day) ?? 0) + seconds);
  return days;
}

/** Minutes of the last `n` days, the oldest first. */
export function minutesByDay(rows: readonly Day[], today: string, n: number): { day: string; n: number }[] {
  const days = secondsByDay(rows);
  return Array.from({ length: n }, (_, i) => dayBefore(today, n - 1 - i)).map((day) => ({
    day,
    n: Math.round((days.get(day) ?? 0) / 60),
  }));
}

/**
 * Days in a row with at least so many seconds, up to today, or to yesterday while today has fewer. One missed day a
 * week does not end the row, and does not count.
 */
export function streak(rows: readonly Day[], today: string, least: number): number {
  const days = secondsByDay(rows);
  const counts = (day: string): boolean => (days.get(day) ?? 0) >= least;
  let count = 0;
  let sinceMended = A_WEEK;
  for (let back = counts(today) ? 0 : 1; ; back++) {
    if (counts(dayBefore(today, back))) count++;
    else if (count > 0 && sinceMended >= A_WEEK && counts(dayBefore(today, back + 1))) sinceMended = 0;
    else return count;
    sinceMended++;
  }
}
