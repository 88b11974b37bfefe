/**
 * Swarm runs (S28): in a share of the seeds a random half of the faults and of the mutations never happens. Some states
 * are only reached without what usually ends them.
 */
import type { Rng } from './rng.ts';

/** Two seeds in five are swarm runs. */
export const isSwarm = (seed: number): boolean => seed % 5 < 2;

/** A random half of `names`. */
export function halfOf<T extends string>(names: readonly T[], rng: Rng): Set<T> {
  const left = [...names];
  const half = new Set<T>();
  while (half.size < Math.floor(names.length / 2)) {
    const [name] = left.splice(rng.int(left.length), 1);
    if (name !== undefined) half.add(name);
  }
  return half;
}
