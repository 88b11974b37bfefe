/**
 * Runs the combiner of tallies and figures (S17, R11; combine.sql): soon after settlements, and on a timer for deltas
 * that another process left.
 */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { isTransient } from '../../platform/database/transient.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Figures } from '../../platform/observability/metrics-instruments.ts';

export interface Combiner {
  /** Deltas may be waiting: schedules a drain. */
  kick(): void;
  /** Drains all deltas that were committed before this call. @returns how many. */
  drain(): Promise<number>;
  close(): Promise<void>;
}

const A_TURN = 5_000;
const SOON_MS = 100;
/**
 * Under load, the pause between turns is this many times the duration of the last turn, up to LATEST_MS, so that one
 * update of a tally adds more deltas.
 */
const REST = 20;
const LATEST_MS = 1_000;
const TIMER_MS = 5_000;

export function openCombiner(
  db: Database,
  onMoved: (scopes: readonly Scope[]) => void,
  onError: (error: unknown) => void,
): Combiner {
  let running: Promise<number> | null = null;
  let next: Promise<number> | null = null;
  let soon: NodeJS.Timeout | undefined;
  let took = 0;
  const turns = async (): Promise<number> => {
    let total = 0;
    for (;;) {
      const [row] = await db.query<{ r: { deltas: number; scopes: Scope[] } | null }>(
        'select combine_tallies($1) as r',
        [A_TURN],
      );
      // Null: another process is combining. Its turn or the next timer drains our deltas.
      const turn = row!.r;
      if (turn === null || turn.deltas === 0) return total;
      total += turn.deltas;
      onMoved(turn.scopes);
      // A turn that is not full has taken everything there was. What came meanwhile was announced by `kick` and waits
      // for the pause: turn after turn without one would update a tally for every few deltas.
      if (turn.deltas < A_TURN) return total;
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
  // A run in progress may have begun before the newest deltas, so it is followed by another one.
  const drain = (): Promise<number> => {
    if (running === null) return (running = timed());
    return (next ??= running
      .catch(() => 0)
      .then(() => {
        next = null;
        return (running = timed());
      }));
  };
  const quietly = (): void =>
    void drain().catch((error: unknown) => {
      // A deadlock or a lost connection rolls back the whole turn; the next turn drains the same deltas.
      if (!isTransient(error)) onError(error);
    });
  const timer = setInterval(quietly, TIMER_MS).unref();
  return {
    kick() {
      soon ??= setTimeout(
        () => {
          soon = undefined;
          quietly();
        },
        Math.min(LATEST_MS, Math.max(SOON_MS, REST * took)),
      ).unref();
    },
    drain,
    async close() {
      clearInterval(timer);
      clearTimeout(soon);
      await (next ?? running)?.catch(() => undefined);
    },
  };
}

/** What `/metrics` shows of the deltas of these kinds. */
export const deltaFigures = (kinds: readonly string[]): Figures => ({
  gauges: { deltas: ['egoejo_undrained_deltas', 'Tally deltas the combiner has not drained'] },
  sql: `select ${kinds.map((kind) => `(select count(*) from ${kind}_delta)`).join(' + ')} as deltas`,
});
