/**
 * A throttled live query. A first sync commits a page every few milliseconds, and rendering each one would only cost
 * processor time.
 */
import { liveQuery } from 'dexie';

/** Least time between two runs of one query, ms. */
export const PACE = 200;

/**
 * Runs `query` now and whenever the data it read has changed, and passes each result to `deliver`, oldest first. A run
 * that was overtaken by a change is still delivered: otherwise, under steady writing, a query slower than the writes
 * would never show anything. The returned function ends the query.
 */
export function observe<T>(
  query: () => Promise<T>,
  deliver: (value: T) => void,
  failed: (cause: unknown) => void,
): () => void {
  let last = -Infinity;
  let turn = 0;
  let delivered = 0;
  let closed = false;
  const run = async (): Promise<void> => {
    const mine = ++turn;
    const wait = last + PACE - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    // A later run of the same query is waiting too, and its read serves both.
    if (closed || mine !== turn) return;
    last = performance.now();
    const value = await query();
    if (closed || mine < delivered) return;
    delivered = mine;
    deliver(value);
  };
  const subscription = liveQuery(run).subscribe({ error: failed });
  return () => {
    closed = true;
    subscription.unsubscribe();
  };
}
