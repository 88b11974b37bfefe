/** Checks for JSON that parses but cannot be used here, applied where JSON from outside enters. */

/** The deepest nesting that is accepted; functions that recurse into a value are safe up to it. */
export const JSON_DEPTH = 64;

/** `number`: `1e400` and the like, which JSON.parse reads as Infinity. */
type JsonFault = 'depth' | 'number';

/** The first fault of a parsed JSON value, or null. It walks level by level, without recursion. */
export function jsonFault(value: unknown): JsonFault | null {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > JSON_DEPTH) return 'depth';
    const next: unknown[] = [];
    for (const v of level) {
      if (typeof v === 'number' && !Number.isFinite(v)) return 'number';
      if (typeof v === 'object' && v !== null) for (const inner of Object.values(v)) next.push(inner);
    }
    level = next;
  }
  return null;
}
