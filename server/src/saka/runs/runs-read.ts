/** What past runs did, for everyone. */
import type { Queryable } from '../../platform/database/database.ts';
import { RUN_COLUMNS, type RunRow } from './run-row.ts';

/** The public data of a run (R8). No member appears, not even the one who asked for it. */
type RunLogged = Omit<RunRow, 'id' | 'chunks' | 'longestChunkMs' | 'longestWaitMs'>;

/** The latest runs of both kinds, newest first, at most 100. @param before only runs before this time, ISO 8601. */
export async function runsLog(
  db: Queryable,
  { most = 50, before }: { most?: number; before?: string } = {},
): Promise<RunLogged[]> {
  const rows = await db.query<RunRow>(
    `select ${RUN_COLUMNS} from saka_run r where $1::timestamptz is null or r.at < $1::timestamptz
      order by r.at desc, r.kind limit $2`,
    [before ?? null, Math.min(most, 100)],
  );
  return rows.map(({ id: _id, chunks: _chunks, longestChunkMs: _chunk, longestWaitMs: _wait, ...logged }) => logged);
}
