/** Runs of compost and redistribution as a person asks for them: the dry run first, its number written by hand, then the run. */
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Actor } from '../platform/audit.ts';
import type { Deps } from '../platform/deps.ts';
import { carryOut, unfinishedRun, type RunFault } from '../saka/runs.ts';

export interface Asked {
  kind: RunKind;
  /** When it was predicted, ISO 8601: the key of the run. */
  at: string;
  /** What the dry run said, as the person wrote it. */
  grains: number;
}
export interface Carried {
  /** False: it goes on by itself; the list tells how far it is. */
  ended: boolean;
  wallets: number;
  grains: number;
  leftOut: number;
}
/** A page waits no longer for a run of many wallets. */
const PATIENCE_MS = 10_000;

/** So long the number of a dry run may be typed. */
const OFFER_MINUTES = 15;
const CODES: Readonly<Record<RunFault, AdministrationError>> = {
  'run.disabled': 'administration.run_disabled', 'run.future': 'administration.run_future', 'run.unknown': 'administration.run_old', 'run.recovering': 'administration.run_recovering',
  'run.stopping': 'administration.run_stopping', 'run.changed': 'administration.run_changed',
};

/**
 * Carries out what was predicted a moment ago. Nothing is moved when the run would no longer move what the person was told; a second tap is
 * the same run, and so is one whose answer was lost.
 */
export async function runPredicted(deps: Pick<Deps, 'db' | 'config' | 'pokes' | 'jobs' | 'reports'>, who: Actor & { actor: MemberId }, asked: Asked): Promise<Result<Carried, AdministrationError>> {
  const { db, config, pokes, jobs, reports } = deps;
  const { kind, at, grains: told } = asked;
  const [offer] = await db.query<{ known: boolean; future: boolean; old: boolean }>(
    `select exists (select from saka_run where kind = $1 and at = $2::timestamptz) as known, $2::timestamptz > now() as future,
       $2::timestamptz < now() - make_interval(mins => $3) as old`, [kind, at, OFFER_MINUTES],
  );
  if (offer?.future) return fail('administration.run_future');
  if (offer?.old && !offer.known) return fail('administration.run_old', { minutes: OFFER_MINUTES });
  if (await unfinishedRun(db) && !offer?.known) return fail('administration.run_behind');
  const work = carryOut({ db, config, onMoved: (scopes) => pokes.moved(scopes), goOn: () => !jobs.stopping() }, { kind, at, source: 'person', actor: who.actor, who, grains: told });
  const done = await Promise.race([work, patience()]);
  if (done === null) {
    work.catch((error: unknown) => reports.bug(error, { route: `run ${kind}` }));
    return ok({ ended: false, wallets: 0, grains: 0, leftOut: 0 });
  }
  if (!done.ok) return fail(CODES[done.error.code], done.error.params);
  const { wallets, grains, leftOut } = done.value.run;
  return ok({ ended: true, wallets, grains, leftOut });
}

const patience = (): Promise<null> => new Promise((resolve) => {
  setTimeout(() => resolve(null), PATIENCE_MS).unref();
});
