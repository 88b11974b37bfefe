/** Quiet hours: nothing is sent then, in the member's own time. Pure. */
import type { QuietHours } from './model.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws when the zone is unknown. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(zone, clock);
  return clock;
}

/** True for an IANA name of a time zone that this machine knows. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    clockOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Minutes since midnight in the zone. @param at ms since 1970. */
export function minuteIn(zone: string, at: number): number {
  const [hour, minute] = clockOf(zone).format(at).split(':');
  return Number(hour) * 60 + Number(minute);
}

/** How many minutes of the clock from one minute of the day to the next time it is another. */
const until = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES;

export const isQuiet = (quiet: QuietHours | null | undefined, at: number): boolean =>
  !!quiet && until(quiet.from, minuteIn(quiet.zone, at)) < until(quiet.from, quiet.to);

/** The first moment from `at` on that is not quiet. Goes by the hour at most, because clocks change. */
export function quietEnd(quiet: QuietHours, at: number): number {
  let end = at;
  while (isQuiet(quiet, end)) {
    const step = Math.min(until(minuteIn(quiet.zone, end), quiet.to), 60);
    end = Math.floor(end / MINUTE_MS) * MINUTE_MS + step * MINUTE_MS;
  }
  return end;
}

/** The latest moment up to `at` when it was `minute` in the zone, to the minute. */
export function lastTime(zone: string, minute: number, at: number): number {
  let found = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  for (;;) {
    const step = Math.min(until(minute, minuteIn(zone, found)), 60);
    if (step === 0) return found;
    found -= step * MINUTE_MS;
  }
}
