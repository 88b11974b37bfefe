/** Runs the combiner of tallies and of the seasons' figures (S17, R11): soon after settlements, and on a timer for deltas another process left. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { isTransient, type Database } from '../platform/database.ts';

export interface Combiner {
  /** Deltas may be waiting: drain them soon. */
  kick(): void;
  /** Drains everything there is now. @returns how many deltas. */
  drain(): Promise<number>;
  close(): Promise<void>;
}

/** Moves when the seasons' figures did: no device follows it, caches of public answers do (R13). */
export const CYCLE_FIGURES: Scope = 'cycle-figures';

const A_TURN = 5_000;
const SOON_MS = 100;
/** Under load turns are spaced by so many times what the last took, up to LATEST_MS: more deltas then meet in one update of a tally. */
const REST = 20;
const LATEST_MS = 1_000;
const TIMER_MS = 5_000;

export function openCombiner(db: Database, onMoved: (scopes: readonly Scope[]) => void, onError: (error: unknown) => void): Combiner {
  let running: Promise<number> | null = null;
  let soon: NodeJS.Timeout | undefined;
  let took = 0;
  const turns = async (): Promise<number> => {
    let total = 0;
    for (;;) {
      const [row] = await db.query<{ r: { deltas: number; scopes: Scope[]; cycles: boolean } | null }>('select combine_tallies($1) as r', [A_TURN]);
      // null: another process is at it; its turn covers ours, or the timer does.
      const turn = row!.r;
      if (turn === null || turn.deltas === 0) return total;
      total += turn.deltas;
      onMoved(turn.cycles ? [...turn.scopes, CYCLE_FIGURES] : turn.scopes);
    }
  };
  const timed = async (): Promise<number> => {
    const start = performance.now();
    try {
      return await turns();
    } finally {
      took = performance.now() - start;
      running = null;
    }
  };
  const drain = (): Promise<number> => (running ??= timed());
  const quietly = (): void => void drain().catch((error: unknown) => {
    // A deadlock or a lost connection undid the turn whole: the next one drains the same deltas.
    if (!isTransient(error)) onError(error);
  });
  const timer = setInterval(quietly, TIMER_MS).unref();
  return {
    kick() {
      soon ??= setTimeout(() => {
        soon = undefined;
        quietly();
      }, Math.min(LATEST_MS, Math.max(SOON_MS, REST * took))).unref();
    },
    drain,
    async close() {
      clearInterval(timer);
      clearTimeout(soon);
      await running?.catch(() => undefined);
    },
  };
}
