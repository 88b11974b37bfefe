/** The amounts that the boost sheet offers. Pure. */
import { BOOST_DEFAULT, FIRST_BOOST } from '@egoejo/shared/saka/model.ts';

/**
 * The number of grains that is offered first. It is smaller for a member who has never planted. It is never more than
 * the free grains, and 0 if there are none.
 */
export const firstOffer = (free: number, beginner = false): number =>
  Math.min(beginner ? FIRST_BOOST : BOOST_DEFAULT, Math.max(0, free));

/**
 * At most four amounts to choose with one tap, ascending, none above what is free; the last is everything. The smallest
 * are for whoever plants for the first time.
 */
export function quickAmounts(free: number, beginner = false): number[] {
  const usual = [5, 10, 25, 50, 100].filter((n) => n < free);
  return free > 0 ? [...(beginner ? usual.slice(0, 3) : usual.slice(-3)), free] : [];
}
