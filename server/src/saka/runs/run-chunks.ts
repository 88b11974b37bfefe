/** Carries out an opened run in chunks, each in a transaction of its own (runs.sql). */
import { setTimeout } from 'node:timers/promises';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../../platform/database/database.ts';
import { retryTransient } from '../../sync/settle/retry.ts';
import { FIRST_PAGES, nextPages } from './runs-rules.ts';
import { readRun, type RunRow } from './run-row.ts';
import type { RunDeps } from './run-opening.ts';

interface Chunk {
  state: 'running' | 'ended' | 'recovering';
  ms: number;
  online: MemberId[];
}
/** Pause before a chunk is retried because its locks were held. */
const BUSY_MS = 50;

/** The next chunk; null when a lock was held too long, so that nothing was done. A deadlock is retried at once. */
async function nextChunk(db: Database, id: string, pages: number): Promise<Chunk | null> {
  try {
    const [chunk] = await retryTransient(() =>
      db.query<Chunk>('select state, ms, online from run_chunk($1, $2)', [id, pages]),
    );
    if (!chunk) throw new Error('run_chunk answers nothing');
    return chunk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '55P03') return null;
    throw error;
  }
}

/** Runs chunk after chunk until the run has ended. */
export async function goThrough(
  { db, onMoved, goOn = () => true }: RunDeps,
  id: string,
): Promise<Result<RunRow, 'run.recovering' | 'run.stopping'>> {
  const before = await readRun(db, id);
  let pages = FIRST_PAGES;
  for (let { state } = before; state === 'running';) {
    if (!goOn()) return fail('run.stopping');
    const chunk = await nextChunk(db, id, pages);
    if (!chunk) {
      pages = FIRST_PAGES;
      await setTimeout(BUSY_MS);
      continue;
    }
    if (chunk.state === 'recovering') return fail('run.recovering');
    if (chunk.online.length > 0) await onMoved(chunk.online.map(memberScope));
    ({ state } = chunk);
    pages = nextPages(pages, chunk.ms);
  }
  const run = await readRun(db, id);
  // The Silo and the public pages about it are notified once for a run instead of after each chunk.
  if (run.chunks > before.chunks) await onMoved(['public']);
  return ok(run);
}
