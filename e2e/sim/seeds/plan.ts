/** The properties of each seed, the same in every run. */

export interface Size {
  members: number;
  devices: number;
  /** Acts on each device. */
  acts: number;
}
export const SMALL: Size = { members: 3, devices: 2, acts: 6 };
export const LARGE: Size = { members: 3, devices: 2, acts: 24 };

/** One seed in six has 50 acts for each device, the others a third of that. */
export const isLarge = (seed: number): boolean => seed % 12 === 3;
/** One seed in six runs on a real PostgreSQL, with two server processes on their own connections. */
export const isOnPostgres = (seed: number): boolean => seed % 6 === 0;
/**
 * Half of those have a crowd before a slow database. PostgreSQL may wake any of several waiters on one row first, so
 * only these seeds can have more than one history.
 */
export const isCrowded = (seed: number): boolean => seed % 12 === 0;
