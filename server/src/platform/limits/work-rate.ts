/** Measures how fast expensive work goes. */

/** The assumed rate before anything was measured; it weighs as much as this many seconds of measurement. */
const GUESS = { perSecond: 100, seconds: 0.2 } as const;
/** Time constant in seconds of work: after it, an older measurement weighs about a third (1/e). */
const MEMORY = 2;

/**
 * Measures how fast work goes: the number of pieces done divided by the time, both decaying exponentially. Only time
 * with work in progress counts, so that a quiet night does not change the rate.
 */
export function createRate(now: () => number): { perSecond(): number; note(finished: number, worked: boolean): void } {
  let done: number = GUESS.perSecond * GUESS.seconds;
  let busy: number = GUESS.seconds;
  let seenAt = now();
  return {
    perSecond: () => done / busy,
    note(finished, worked) {
      const seconds = worked ? (now() - seenAt) / 1000 : 0;
      const fade = Math.exp(-seconds / MEMORY);
      done = done * fade + finished;
      busy = busy * fade + seconds;
      seenAt = now();
    },
  };
}
