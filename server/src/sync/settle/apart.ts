/**
 * Owners who settle alone for a while because a call of theirs threw. When a shared call throws, it is repeated for
 * each owner in it, so one member who makes calls throw again and again would slow down everybody.
 */

/** How long an owner settles alone after the last throw, ms. */
const APART_MS = 5 * 60_000;
/** Most owners remembered; when there are more, the owner whose time ends first is dropped. */
const MOST = 1000;

export interface Apart {
  /** Makes `owner` settle alone from now on. */
  add(owner: string): void;
  has(owner: string): boolean;
}

/** @param now a clock that never goes back, ms. */
export function openApart(now: () => number = () => performance.now(), most = MOST): Apart {
  // Ordered by end time: an owner who is added again moves to the end.
  const until = new Map<string, number>();
  return {
    add(owner) {
      until.delete(owner);
      until.set(owner, now() + APART_MS);
      if (until.size > most) until.delete(until.keys().next().value!);
    },
    has(owner) {
      const end = until.get(owner);
      if (end === undefined) return false;
      if (end > now()) return true;
      until.delete(owner);
      return false;
    },
  };
}
