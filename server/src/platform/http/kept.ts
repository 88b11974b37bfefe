/** A cached read shared by all callers, so that an expensive query does not run for every request. */
export interface Kept<T> {
  /**
   * The last value, or a new one if it is too old. Concurrent callers share the pending read. A failure is not cached.
   */
  read(): Promise<T>;
}

/** @param now the clock, in milliseconds; tests pass their own. */
export function keepFor<T>(ms: number, make: () => Promise<T>, now: () => number = Date.now): Kept<T> {
  let kept: { until: number; value: Promise<T> } | null = null;
  return {
    read() {
      if (kept && kept.until > now()) return kept.value;
      const entry = { until: now() + ms, value: make() };
      kept = entry;
      entry.value.catch(() => {
        if (kept === entry) kept = null;
      });
      return entry.value;
    },
  };
}
