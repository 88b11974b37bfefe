/**
 * A live query at an easy pace: a first sync commits a page every few milliseconds, and neither the processor nor the
 * member gains by seeing each.
 */
import { liveQuery } from 'dexie';

/** Least time between two runs of one query, ms. */
export const PACE = 200;

/**
 * Runs `query` now and whenever what it read has changed, and hands each result to `deliver`, oldest first. A run that
 * was overtaken by a change is still delivered: under steady writing a query slower than the writes would else never
 * show anything. The function given back ends it.
 */
export function observe<T>(query: () => Promise<T>, deliver: (value: T) => void, failed: (cause: unknown) => void): () => void {
  let last = -Infinity;
  let turn = 0;
  let delivered = 0;
  let closed = false;
  const run = async (): Promise<void> => {
    const mine = ++turn;
    const wait = last + PACE - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    // A later run of the same query waits too: it reads for both.
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
