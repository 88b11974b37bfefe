/** Files that the server told to come again later. */

/** Whether a file may be sent at this time, by the device's clock. */
export const isDue = (id: string, notBefore: ReadonlyMap<string, number>, now: number): boolean =>
  (notBefore.get(id) ?? 0) <= now;

/** Most that is added, so that devices that were refused together do not come back together, ms. */
const SPREAD_MS = 60_000;

/**
 * In how many ms to look again, so that the first of the files that wait is due by then: never before, for an earlier
 * look sends nothing. Null: none waits. @param random between 0 and 1.
 */
export function nextLook(
  files: readonly { id: string }[],
  notBefore: ReadonlyMap<string, number>,
  now: number,
  random: number,
): number | null {
  const waits = files.flatMap(({ id }) => (isDue(id, notBefore, now) ? [] : [(notBefore.get(id) ?? now) - now]));
  if (waits.length === 0) return null;
  const first = Math.min(...waits);
  return first + random * Math.min(first, SPREAD_MS);
}
