/** The amounts that the boost sheet offers. Pure. */
import { BOOST_DEFAULT } from '@egoejo/shared/saka/model.ts';

/** The stepper's first value: the usual offer, or all that is free when that is less; 0 with an empty purse. */
export const firstOffer = (free: number): number => Math.min(BOOST_DEFAULT, Math.max(0, free));

/** At most four amounts to choose with one tap, ascending, none above what is free; the last is everything. */
export function quickAmounts(free: number): number[] {
  const usual = [5, 10, 25, 50, 100].filter((n) => n < free);
  return free > 0 ? [...usual, free].slice(-4) : [];
}
