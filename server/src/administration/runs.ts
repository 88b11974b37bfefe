/**
 * Runs of compost and redistribution started by a person: first a dry run, whose number the person types by hand, then
 * the run.
 */
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Actor } from '../platform/observability/audit.ts';
import type { Deps } from '../platform/deps.ts';
import { carryOut, type RunFault } from '../saka/runs/runs.ts';
import { unfinishedRun } from '../saka/runs/run-row.ts';

export interface Asked {
  kind: RunKind;
  /** When the dry run was made, ISO 8601; it is the key of the run. */
  at: string;
  /** The number of the dry run, as typed by the person. */
  grains: number;
}
interface Carried {
  /** False: the run continues in the background; the list of runs shows its progress. */
  ended: boolean;
  wallets: number;
  grains: number;
  leftOut: number;
}
/** Longest time that the request waits for a run of many wallets. */
const PATIENCE_MS = 10_000;

/** How long the number of a dry run is valid. */
const OFFER_MINUTES = 15;
const CODES: Readonly<Record<RunFault, AdministrationError>> = {
  'run.disabled': 'administration.run_disabled',
  'run.future': 'administration.run_future',
  'run.unknown': 'administration.run_old',
  'run.recovering': 'administration.run_recovering',
  'run.stopping': 'administration.run_stopping',
  'run.changed': 'administration.run_changed',
};

/**
 * Carries out a run that was predicted a moment ago. Nothing is moved if the run would move another number of grains
 * than the person was shown. A repeated request, such as a second tap or one after a lost answer, is the same run.
 */
export async function runPredicted(
  deps: Pick<Deps, 'db' | 'config' | 'pokes' | 'jobs' | 'reports'>,
  who: Actor & { actor: MemberId },
  asked: Asked,
): Promise<Result<Carried, AdministrationError>> {
  const { db, config, pokes, jobs, reports } = deps;
  const { kind, at, grains: told } = asked;
  const [offer] = await db.query<{ known: boolean; future: boolean; old: boolean }>(
    `select exists (select from saka_run where kind = $1 and at = $2::timestamptz) as known,
      $2::timestamptz > now() as future,
       $2::timestamptz < now() - make_interval(mins => $3) as old`,
    [kind, at, OFFER_MINUTES],
  );
  if (offer?.future) return fail('administration.run_future');
  if (offer?.old && !offer.known) return fail('administration.run_old', { minutes: OFFER_MINUTES });
  if ((await unfinishedRun(db)) && !offer?.known) return fail('administration.run_behind');
  const work = carryOut(
    { db, config, onMoved: (scopes) => pokes.moved(scopes), goOn: () => !jobs.stopping() },
    { kind, at, source: 'person', actor: who.actor, who, grains: told },
  );
  const done = await Promise.race([work, patience()]);
  if (done === null) {
    work.catch((error: unknown) => reports.bug(error, { route: `run ${kind}` }));
    return ok({ ended: false, wallets: 0, grains: 0, leftOut: 0 });
  }
  if (!done.ok) return fail(CODES[done.error.code], done.error.params);
  const { wallets, grains, leftOut } = done.value.run;
  return ok({ ended: true, wallets, grains, leftOut });
}

const patience = (): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS).unref();
  });
