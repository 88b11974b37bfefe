/** The places at which expensive work is done: how many are taken, and by which kinds of callers. */
import type { Kind, Room } from './admission-limits.ts';

/** In milliseconds: members count as being served if one came within this time. */
const RECENT_MS = 1000;

export type Later = (ms: number, run: () => void) => void;
/** Starts a timer that does not keep the process running. */
export const afterMs: Later = (ms, run) => void setTimeout(run, ms).unref();

/** The places, and how many of them each kind uses. */
export function createPlaces({ places, shares = {} }: Room, now: () => number, later: Later) {
  let atWork = 0;
  const working: Record<Kind, number> = { member: 0, unproven: 0, visitor: 0 };
  let memberAt = -Infinity;
  return {
    isFull: (): boolean => atWork >= places,
    isBusy: (): boolean => atWork > 0,
    canStart: (kind: Kind): boolean => atWork < places && working[kind] < (shares[kind]?.places ?? places),
    partOf: (kind: Kind): number => (shares[kind]?.places ?? places) / places,
    sawMember: (): void => void (memberAt = now()),
    begin(kind: Kind) {
      atWork++;
      working[kind]++;
    },
    becomesMember(kind: Kind) {
      working[kind]--;
      working.member++;
      memberAt = now();
    },
    /** @param reopened called later if the place had to pause first */
    end(kind: Kind, tookMs: number, reopened: () => void) {
      atWork--;
      const rest = now() - memberAt < RECENT_MS ? tookMs * (shares[kind]?.rest ?? 0) : 0;
      if (rest === 0) working[kind]--;
      else
        later(rest, () => {
          working[kind]--;
          reopened();
        });
    },
  };
}
