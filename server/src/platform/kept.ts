/** One reading for all who ask within a while: what costs the database is not asked for as often as somebody looks. */
export interface Kept<T> {
  /** The last reading, or a new one when it is too old. Whoever asks meanwhile waits for the same. A failure is kept for nobody. */
  read(): Promise<T>;
}

/** @param now milliseconds; tests have their own. */
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
