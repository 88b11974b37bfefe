/** The properties of each seed, the same in every run. */

export interface Size {
  members: number;
  devices: number;
  /** Acts on each device. */
  acts: number;
}
export const SMALL: Size = { members: 3, devices: 2, acts: 10 };
export const LARGE: Size = { members: 3, devices: 2, acts: 24 };

/** One seed in twelve is large. */
export const isLarge = (seed: number): boolean => seed % 12 === 3;
/** One seed in six runs on a real PostgreSQL, with two server processes on their own connections. */
export const isOnPostgres = (seed: number): boolean => seed % 6 === 0;
/**
 * Half of those have a crowd before a slow database. PostgreSQL may wake any of several waiters on one row first, so
 * only these seeds can have more than one history.
 */
export const isCrowded = (seed: number): boolean => seed % 12 === 0;

/**
 * The seeds of the gate. They have one history: small ones on PGlite, seven of them swarm runs. Together they apply
 * each mutation.
 */
export const FIXED_SEEDS: readonly number[] = [5, 8, 16, 20, 23, 25, 31, 41, 43, 46, 49, 53, 68];

/**
 * How often a member makes what comes next in the tour of all mutations, instead of what members often do. The fixed
 * seeds must apply each mutation; elsewhere the tour is rare, so that members often do what often goes wrong.
 */
export const tourShareOf = (seed: number): number => (FIXED_SEEDS.includes(seed) ? 0.8 : 0.1);

/** The names in the order in which a seed's members come to them: each seed begins elsewhere, far from its neighbours. */
export function tourOf<T>(seed: number, names: readonly T[]): T[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  const at = Math.floor(((seed * golden) % 1) * names.length);
  return [...names.slice(at), ...names.slice(0, at)];
}

/** Those of the mutations that no outcome has applied. */
export const neverApplied = (
  outcomes: readonly { applied: readonly string[] }[],
  names: readonly string[],
): string[] => {
  const applied = new Set(outcomes.flatMap((outcome) => outcome.applied));
  return names.filter((name) => !applied.has(name));
};
