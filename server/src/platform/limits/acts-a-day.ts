/**
 * Limits how many acts an account may send within a day: each act leaves a receipt that is never pruned (S7), so the
 * number of rows needs a bound.
 */

/**
 * Counts `n` more acts of `key`.
 * @returns null, or the seconds to wait when that would be too many; then none of the `n` is counted.
 */
export type ActsADay = (key: string, n: number) => { retryAfter: number } | null;

/**
 * Hundreds of times what a busy member does in a week, because a device that was away for a month sends everything at
 * once.
 */
export const MOST_A_DAY = 50_000;
const DAY_MS = 86_400_000;
/**
 * A refused device is told to come back within the hour, so that it soon learns that the day is over or that the counts
 * were reset by a restart of the server.
 */
const COME_BACK_S = 3600;
/** Most accounts counted at once; the oldest days are dropped, so that memory stays bounded. */
const MOST_KEYS = 100_000;

/** Counts in this process. @param now the clock, in milliseconds; tests pass their own. */
export function createActsADay(most: number = MOST_A_DAY, now: () => number = Date.now): ActsADay {
  const days = new Map<string, { n: number; ends: number }>();
  return (key, n) => {
    let day = days.get(key);
    if (!day || day.ends <= now()) {
      // Delete first: a Map keeps insertion order, so the oldest entries come first.
      days.delete(key);
      day = { n: 0, ends: now() + DAY_MS };
      days.set(key, day);
      if (days.size > MOST_KEYS)
        for (const [oldest] of days) {
          days.delete(oldest);
          break;
        }
    }
    if (day.n + n > most)
      return { retryAfter: Math.max(1, Math.min(COME_BACK_S, Math.ceil((day.ends - now()) / 1000))) };
    day.n += n;
    return null;
  };
}
