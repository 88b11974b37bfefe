/** Runs of compost and redistribution as a person asks for them: the dry run first, its number written by hand, then the run. */
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Actor } from '../platform/audit.ts';
import type { Deps } from '../platform/deps.ts';
import { predict } from '../saka/runs-read.ts';
import { carryOut } from '../saka/runs.ts';

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

/** Carries out what was predicted. Nothing is moved when the figures are no longer those the person saw; a second tap is the same run. */
export async function runPredicted(deps: Pick<Deps, 'db' | 'config' | 'pokes' | 'jobs' | 'reports'>, who: Actor & { actor: MemberId }, asked: Asked): Promise<Result<Carried, AdministrationError>> {
  const { db, config, pokes, reports } = deps;
  const { kind, at } = asked;
  const seen = await predict(db, config, kind, at);
  if (seen.behind !== null) return fail('administration.run_refused', { why: 'run.behind' });
  if (!seen.again && seen.grains !== asked.grains) return fail('administration.run_changed', { grains: seen.grains });
  const work = carryOut({ db, config, onMoved: (scopes) => pokes.moved(scopes) }, { kind, at, source: 'person', actor: who.actor, who });
  const done = await Promise.race([work, patience()]);
  if (done === null) {
    work.catch((error: unknown) => reports.bug(error, { route: `run ${kind}` }));
    return ok({ ended: false, wallets: 0, grains: 0, leftOut: 0 });
  }
  if (!done.ok) return fail('administration.run_refused', { why: done.error.code });
  const { wallets, grains, leftOut } = done.value.run;
  return ok({ ended: true, wallets, grains, leftOut });
}

const patience = (): Promise<null> => new Promise((resolve) => {
  setTimeout(() => resolve(null), PATIENCE_MS).unref();
});
