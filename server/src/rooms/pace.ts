/**
 * Slow mode (T5). What counts is when messages were written, not when they arrive: who wrote without a network at the
 * pace of the room loses none. A device's clock is not believed: times of writing never go back, nor beyond the
 * server's. Each message that is taken moves the last such time on by the pace, so that whoever forges them sends no
 * more than the time that really passed allows, and one.
 */

/** A member's last message in a room, ms since 1970. */
export interface Pace {
  /** When it counts as written. */
  written: number;
  /** When the server took it. */
  at: number;
}

/**
 * Judges the next message of a member. Gives when it counts as written, and how long they have to wait, ms; 0: it is
 * taken.
 * @param since when they joined; they wrote nothing before
 * @param claimed when their device says that it was written
 * @param slow the pace of the room, ms; 0: any
 */
export function judgePace(
  { last, since, claimed, now }: { last: Pace | null; since: number; claimed: number; now: number },
  slow: number,
): { written: number; wait: number } {
  const written = Math.min(now, Math.max(claimed, last?.written ?? since));
  if (!last || slow === 0) return { written, wait: 0 };
  const next = last.written + slow;
  // Who waited by the server's clock is let through, even if their device's clock is late.
  const wait = Math.max(0, Math.min(next - written, last.at + slow - now));
  return { written: wait > 0 ? written : Math.max(written, next), wait };
}
