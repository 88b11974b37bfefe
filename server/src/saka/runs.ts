/**
 * Runs of compost and redistribution (R8, R10). A run is opened once for its kind and time, which freezes the list of
 * members and grains; its chunks then move the grains, one transaction each (runs.sql). A run can be resumed by any
 * process, any number of times, because each page of the list is deleted in the transaction that moved its grains.
 */
import { setTimeout } from 'node:timers/promises';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { audit, OPERATOR, type Actor } from '../platform/audit.ts';
import type { Config } from '../platform/config.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { flagsOff } from '../platform/flags.ts';
import { retryTransient } from '../sync/retry.ts';
import { dueRuns, FIRST_PAGES, FLAG_OF, nextPages, parametersOf, type Schedule } from './runs-rules.ts';

type RunSource = 'schedule' | 'command' | 'person';
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

export type RunFault =
  | 'run.disabled'
  | 'run.future'
  | 'run.unknown'
  | 'run.recovering'
  | 'run.stopping'
  | 'run.changed';
export interface RunDeps {
  db: Database;
  config: Pick<Config, 'flags' | 'saka'>;
  /** Receives the scopes that moved, after the commit. */
  onMoved: (scopes: readonly Scope[]) => unknown;
  /**
   * Returns false when the process is stopping: the run then stops after its present chunk, for the next process to
   * resume.
   */
  goOn?: () => boolean;
}
export interface RunWanted {
  kind: RunKind;
  /** ISO 8601. */
  at: string;
  source: RunSource;
  /** The person who asked, if it was a person. */
  actor?: MemberId;
  /** For the audit log, if a person asked. */
  who?: Actor;
  /** The grains that the person was shown; a run that would move a different amount is not begun. */
  grains?: number;
}
export interface RunDone {
  run: RunRow;
  /** True: the run with this key had been opened before; its grains are moved only once. */
  again: boolean;
}

const isOff = ({ config }: Pick<RunDeps, 'config'>, kind: RunKind): boolean =>
  flagsOff(config.flags).includes(FLAG_OF[kind]);

/** The unfinished run, if there is one. */
export const unfinishedRun = async (q: Queryable): Promise<RunRow | undefined> =>
  (await q.query<RunRow>(`select ${RUN_COLUMNS} from saka_run r where r.state = 'running'`))[0];

async function readRun(q: Queryable, id: string): Promise<RunRow> {
  const [run] = await q.query<RunRow>(`select ${RUN_COLUMNS} from saka_run r where r.id = $1`, [id]);
  if (!run) throw new Error(`no run ${id}`);
  return run;
}

/**
 * Carries out the whole run of that kind and time: first ends an unfinished run, then freezes the list. Grains move
 * only once, even if it is called twice or on two servers at once.
 */
export async function carryOut(deps: RunDeps, wanted: RunWanted): Promise<Result<RunDone, RunFault>> {
  if (isOff(deps, wanted.kind)) return fail('run.disabled', { flag: FLAG_OF[wanted.kind] });
  for (;;) {
    const opened = await open(deps, wanted);
    if ('would' in opened) return fail('run.changed', { grains: opened.would });
    const { id, outcome } = opened;
    if (outcome === 'opened' || outcome === 'known') {
      const ended = await goThrough(deps, id);
      if (!ended.ok) return ended;
      return ok({ run: ended.value, again: outcome === 'known' });
    }
    if (outcome !== 'busy') return fail(`run.${outcome}`, { at: wanted.at });
    const before = await endUnfinished(deps);
    if (!before.ok) return before;
  }
}

interface Opened {
  id: string;
  outcome: 'opened' | 'known' | 'future' | 'unknown' | 'recovering' | 'busy';
}
/**
 * Thrown inside the transaction that froze a list with a different sum than the person was shown, in order to roll it
 * back.
 */
class Changed extends Error {
  readonly would: number;
  constructor(would: number) {
    super(`${would} grains would move`);
    this.would = would;
  }
}
const FROZEN = `select (case when r.kind = 'compost'
  then (select coalesce(sum(g), 0) from saka_run_page p, unnest(p.grains) g where p.run = r.id)
  else r.share * r.frozen end)::bigint as grains
  from saka_run r where r.id = $1`;

function open(
  { db, config }: RunDeps,
  { kind, at, source, actor, who = OPERATOR, grains }: RunWanted,
): Promise<Opened | { would: number }> {
  return db
    .transaction(async (tx) => {
      // The list of a million wallets takes time, and another server may be freezing one; no member's rows are locked
      // meanwhile.
      await tx.query('set local statement_timeout = 0');
      const parameters = parametersOf(kind, config.saka);
      const [opened] = await tx.query<Opened>(
        'select id, outcome from run_open($1, $2::timestamptz, $3, $4, $5::jsonb)',
        [kind, at, source, actor ?? null, JSON.stringify(parameters)],
      );
      if (!opened) throw new Error('run_open answers nothing');
      if (opened.outcome === 'opened' && grains !== undefined) {
        const [frozen] = await tx.query<{ grains: number }>(FROZEN, [opened.id]);
        if (frozen?.grains !== grains) throw new Changed(frozen?.grains ?? 0);
      }
      if (opened.outcome === 'opened' && source !== 'schedule')
        await audit(tx, who, `saka.${kind}`, opened.id, { at, ...parameters });
      return opened;
    })
    .catch((error: unknown) => {
      if (error instanceof Changed) return { would: error.would };
      throw error;
    });
}

/** Ends an unfinished run, if there is one; if its flag has been switched off, without moving more grains. */
async function endUnfinished(deps: RunDeps): Promise<Result<RunRow | null, RunFault>> {
  const left = await unfinishedRun(deps.db);
  if (!left) return ok(null);
  if (isOff(deps, left.kind)) await deps.db.query('select run_stop($1, $2)', [left.id, 'disabled']);
  return goThrough(deps, left.id);
}

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
async function goThrough(
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

/**
 * The scheduled job: ends an unfinished run, then carries out the runs that are due. Safe on several servers at once.
 * @param now milliseconds since 1970, by the database's clock. @returns the runs carried out.
 */
export async function takeUpRuns(deps: RunDeps, now?: number): Promise<RunRow[]> {
  const ended = await endUnfinished(deps);
  if (!ended.ok) return [];
  const done = ended.value === null ? [] : [ended.value];
  const [clock] = await deps.db.query<{ ms: number }>('select (extract(epoch from now()) * 1000)::float8 as ms');
  const schedules = await deps.db.query<Schedule>(
    'select kind, (extract(epoch from since) * 1000)::float8 as since from saka_schedule',
  );
  for (const { kind, at } of dueRuns(schedules, now ?? clock?.ms ?? 0)) {
    const time = new Date(at).toISOString();
    if (isOff(deps, kind)) {
      await deps.db.query('update saka_schedule set since = greatest(since, $2::timestamptz) where kind = $1', [
        kind,
        time,
      ]);
      continue;
    }
    if ((await deps.db.query('select from saka_run where kind = $1 and at = $2::timestamptz', [kind, time])).length > 0)
      continue;
    const result = await carryOut(deps, { kind, at: time, source: 'schedule' });
    if (!result.ok) return done;
    done.push(result.value.run);
  }
  return done;
}
