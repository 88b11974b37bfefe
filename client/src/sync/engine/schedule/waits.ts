/** How long to wait before the next exchange. */
import type { Next, Rhythm } from './rhythm.ts';

/**
 * Full jitter below an exponential ceiling of 1 s to 5 min, but never less than `floorMs`, which `Retry-After` sets
 * (S20). `random` in [0, 1).
 */
export const backoff = (attempt: number, random: number, floorMs: number): number =>
  Math.max(floorMs, Math.floor(random * Math.min(300_000, 1000 * 2 ** Math.min(attempt - 1, 20))));

/** A wait that grows with each failure in a row. */
export const waiting = (rhythm: Rhythm, random: number, floorMs: number): Next => {
  const next = { ...rhythm, attempt: rhythm.attempt + 1 };
  return { rhythm: next, phase: 'waiting', waitMs: backoff(next.attempt, random, floorMs) };
};

/**
 * Random spread added to a wait that the server named, so that clients given the same second do not return together,
 * ms.
 */
const APART = 1000;
/**
 * A server that names a time to return has not failed, so there is no backoff (S20). It spreads many clients over time
 * and has given each a turn (docs/decisions/07): a client that stays away longer leaves its turn unused.
 */
export const comingBack = (rhythm: Rhythm, random: number, floorMs: number): Next => ({
  rhythm,
  phase: 'waiting',
  waitMs: floorMs + Math.floor(random * APART),
});
