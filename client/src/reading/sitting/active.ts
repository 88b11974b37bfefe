/**
 * Seconds of active reading (R5): counted only while the page is visible and the reader did something within the last
 * minute. Pure over times in ms; the page reports the events.
 */
export const IDLE_MS = 60_000;

export interface Activity {
  /** Total time counted so far, ms. */
  counted: number;
  /** When the current stretch began, or null while nothing counts. */
  since: number | null;
  /** The time of the reader's last input. */
  lastSign: number;
}
/** A counter that continues from `seconds` of an earlier visit, still paused. */
export const startActivity = (seconds = 0): Activity => ({ counted: seconds * 1000, since: null, lastSign: -Infinity });

/** The end of the time that may be counted at `now`: the reader counts as idle one minute after the last input. */
const until = (a: Activity, now: number): number => Math.min(now, a.lastSign + IDLE_MS);
const settled = (a: Activity, now: number): number =>
  a.since === null ? a.counted : a.counted + Math.max(0, until(a, now) - a.since);

/** The reader scrolled, tapped, turned a page or came back. */
export function sign(a: Activity, now: number): Activity {
  return { counted: settled(a, now), since: now, lastSign: now };
}
/** The page was hidden or left. */
export function pause(a: Activity, now: number): Activity {
  return { counted: settled(a, now), since: null, lastSign: a.lastSign };
}
/** Whole seconds counted by `now`. */
export const seconds = (a: Activity, now: number): number => Math.floor(settled(a, now) / 1000);
