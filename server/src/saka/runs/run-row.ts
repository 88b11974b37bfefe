/** A run of compost or redistribution as it is stored. */
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Queryable } from '../../platform/database/database.ts';

export type RunSource = 'schedule' | 'command' | 'person';

/** A run as stored. Times are ISO 8601, grains are whole numbers. */
export interface RunRow {
  id: string;
  kind: RunKind;
  /** Its scheduled time, which is its key. */
  at: string;
  source: RunSource;
  parameters: Record<string, number>;
  state: 'running' | 'ended';
  cycle: string | null;
  frozenAt: string;
  endedAt: string | null;
  /** Number of wallets on its list. */
  frozen: number;
  /** The grains that each member gets; null for compost. */
  share: number | null;
  wallets: number;
  grains: number;
  /** Wallets left out: active in the meantime, closed, or no longer able to give. */
  leftOut: number;
  chunks: number;
  longestChunkMs: number;
  /** Longest time that a chunk waited for its locks. */
  longestWaitMs: number;
  /** Why it was ended early. */
  stopped: string | null;
}
export const RUN_COLUMNS = `r.id, r.kind, iso(r.at) as at, r.source, r.parameters, r.state, r.cycle,
  iso(r.frozen_at) as "frozenAt", iso(r.ended_at) as "endedAt", r.frozen, r.share, r.wallets, r.grains,
  r.left_out as "leftOut", r.chunks, r.longest_chunk_ms as "longestChunkMs", r.longest_wait_ms as "longestWaitMs",
  r.stopped`;

/** The unfinished run, if there is one. */
export const unfinishedRun = async (q: Queryable): Promise<RunRow | undefined> =>
  (await q.query<RunRow>(`select ${RUN_COLUMNS} from saka_run r where r.state = 'running'`))[0];

/** The run with this id, which must exist. */
export async function readRun(q: Queryable, id: string): Promise<RunRow> {
  const [run] = await q.query<RunRow>(`select ${RUN_COLUMNS} from saka_run r where r.id = $1`, [id]);
  if (!run) throw new Error(`no run ${id}`);
  return run;
}
