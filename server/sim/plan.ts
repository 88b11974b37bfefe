/** Which seed is what: the same in every run. */
import type { Size } from './seed.ts';

export const SMALL: Size = { members: 3, devices: 2, acts: 17 };
export const LARGE: Size = { members: 3, devices: 2, acts: 50 };

/** One of six has 50 acts a device, the others a third of that. */
export const isLarge = (seed: number): boolean => seed % 6 === 3;
/** One of six runs on a real PostgreSQL, two server processes on connections of their own. */
export const isOnPostgres = (seed: number): boolean => seed % 6 === 0;
/** Every second of those has a crowd before a slow database. Of several who wait for one row PostgreSQL lets go any first: only these seeds may have more than one history. */
export const isCrowded = (seed: number): boolean => seed % 12 === 0;
