/** Days, weeks and seasons of contests (B14). Days are YYYY-MM-DD. */

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Whether a calendar has this day: no 30th of February. */
const exists = (day: string): boolean => !Number.isNaN(at(day)) && dayOf(at(day)) === day;
/** How many days from the first to the last, both counted; NaN: one of them does not exist. */
export const daysBetween = (first: string, last: string): number =>
  exists(first) && exists(last) ? (at(last) - at(first)) / DAY_MS + 1 : NaN;
/** The day `n` days later; before it if `n` is negative. */
export const dayLater = (day: string, n: number): string => dayOf(at(day) + n * DAY_MS);

/** The week of a day (ISO 8601), as `2999-W07`. It begins on Monday and belongs to the year of its Thursday. */
export function weekOf(day: string): string {
  const thursday = at(day) + (3 - ((new Date(at(day)).getUTCDay() + 6) % 7)) * DAY_MS;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
/** The season of a day: a quarter of the year, as `2999-S1`. */
export const seasonOf = (day: string): string => `${day.slice(0, 4)}-S${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
