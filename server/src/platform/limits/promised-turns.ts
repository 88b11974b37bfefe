/** Tells refused callers when to come back, spread at the measured rate of the work. */

/**
 * Length in milliseconds of the slots in which promised turns are counted. A second's turns are spread over its slots,
 * so that no crowd arrives at the start of a second.
 */
const SLOT_MS = 100;

/**
 * Limits how far ahead a caller is sent: this many seconds, plus this many times the duration of the crowd so far. The
 * first seconds of a crowd say little about the rate, since refusing also takes work. Coming too early costs little;
 * time in which nobody comes is lost.
 */
const FORESIGHT = { seconds: 3, times: 2 } as const;

/**
 * Turns promised for each turn that the measured rate allows, because devices may have gone and the rate may improve. A
 * caller who finds no room costs one refusal; an empty place wastes a whole piece of work.
 */
const PROMISED = 1.5;

/**
 * The longest time anyone is told to stay away, in seconds: no longer than a device's own longest retry interval (S20).
 */
const LONGEST = 300;

/**
 * @returns a function that, given the rate of work per second, takes a turn in the first slot with one left, and
 * returns the whole seconds until then.
 */
export function createTurns(now: () => number): (perSecond: number) => number {
  const slots = new Map<number, number>();
  let promised = 0;
  let crowdedSince = now();
  const slotIn = (seconds: number): number => Math.floor((now() + seconds * 1000) / SLOT_MS);
  return (perSecond) => {
    for (const [slot, n] of slots) {
      if (slot >= slotIn(0)) continue;
      slots.delete(slot);
      promised -= n;
    }
    if (promised === 0) crowdedSince = now();
    const foreseen = FORESIGHT.seconds + Math.floor((FORESIGHT.times * (now() - crowdedSince)) / 1000);
    // Nor further ahead than all promised turns take, even if all callers came at one instant and share the same slot
    // of each second.
    const furthest = Math.min(LONGEST, foreseen, 1 + Math.ceil(promised / (PROMISED * perSecond)));
    let best = 1;
    const taken = (seconds: number): number => slots.get(slotIn(seconds)) ?? 0;
    for (let seconds = 1; seconds <= furthest && taken(best) + 1 > (PROMISED * perSecond * SLOT_MS) / 1000; seconds++)
      if (taken(seconds) < taken(best)) best = seconds;
    slots.set(slotIn(best), taken(best) + 1);
    promised++;
    return best;
  };
}
