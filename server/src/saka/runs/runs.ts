/**
 * Runs of compost and redistribution (R8, R10), whole: asked for by a person, or due by their schedule. A run is opened
 * once for its kind and time; any process can resume it, any number of times, because each page of its list is deleted
 * in the transaction that moved its grains.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { flagsOff } from '../../platform/config/flags.ts';
import { dueRuns, FLAG_OF, type Schedule } from './runs-rules.ts';
import { unfinishedRun, type RunRow } from './run-row.ts';
import { openRun, type RunDeps, type RunWanted } from './run-opening.ts';
import { goThrough } from './run-chunks.ts';

export type RunFault =
  | 'run.disabled'
  | 'run.future'
  | 'run.unknown'
  | 'run.recovering'
  | 'run.stopping'
  | 'run.changed';

export interface RunDone {
  run: RunRow;
  /** True: the run with this key had been opened before; its grains are moved only once. */
  again: boolean;
}

const isOff = ({ config }: Pick<RunDeps, 'config'>, kind: RunKind): boolean =>
  flagsOff(config.flags).includes(FLAG_OF[kind]);

/**
 * Carries out the whole run of that kind and time: first ends an unfinished run, then freezes the list. Grains move
 * only once, even if it is called twice or on two servers at once.
 */
export async function carryOut(deps: RunDeps, wanted: RunWanted): Promise<Result<RunDone, RunFault>> {
  if (isOff(deps, wanted.kind)) return fail('run.disabled', { flag: FLAG_OF[wanted.kind] });
  for (;;) {
    const opened = await openRun(deps, wanted);
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

/** Ends an unfinished run, if there is one; if its flag has been switched off, without moving more grains. */
async function endUnfinished(deps: RunDeps): Promise<Result<RunRow | null, RunFault>> {
  const left = await unfinishedRun(deps.db);
  if (!left) return ok(null);
  if (isOff(deps, left.kind)) await deps.db.query('select run_stop($1, $2)', [left.id, 'disabled']);
  return goThrough(deps, left.id);
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
