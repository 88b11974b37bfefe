import type { ExchangeDeps } from '../exchange/ask.ts';
import { pendingCount } from '../acts/pending-count.ts';
import type { Outcome } from '../exchange/outcome.ts';
import { readMeta } from '../store/meta.ts';
import type { Trigger } from './triggers.ts';
import { storeName } from '../store/store-name.ts';

/**
 * Waits for the lock that all tabs share (S18) and then runs `exchange`, unless another tab has done the work in the
 * meantime. `patience`: how long to wait before the lock is stolen from its holder, ms.
 */
export function underLock(
  { env, store, who }: ExchangeDeps,
  why: Trigger,
  patience: number,
  stopped: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> {
  const asked = env.now();
  let theft: AbortSignal | null = null;
  const work = async (stolen: AbortSignal): Promise<Outcome> => {
    theft = stolen;
    if (stopped.aborted) return { kind: 'overtaken' };
    const pending = await pendingCount(store.db);
    const lastStart = (await readMeta(store.db, 'startedAt')) ?? 0;
    const done = why !== 'tap' && why !== 'signed-in' && lastStart > asked && lastStart <= env.now();
    if (pending === 0 && (done || why === 'mutation' || why === 'background')) return { kind: 'skipped' };
    return exchange(AbortSignal.any([stolen, stopped]));
  };
  return env.locks.hold(`${storeName(who.member)}-sync`, patience, work).catch((cause: unknown): Outcome => {
    // A stolen lock rejects its holder, and a stopped engine closes the database under it. Anything else is a bug.
    if (stopped.aborted || theft?.aborted) return { kind: 'overtaken' };
    throw cause;
  });
}
