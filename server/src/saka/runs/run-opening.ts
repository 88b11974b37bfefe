/** Opens a run, once for its kind and time, which freezes its list of members and grains (R8, R10). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { audit, OPERATOR, type Actor } from '../../platform/observability/audit.ts';
import type { Config } from '../../platform/config/config.ts';
import type { Database } from '../../platform/database/database.ts';
import { parametersOf } from './runs-rules.ts';
import type { RunSource } from './run-row.ts';

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

/** Opens the run, or tells why not; `would`: it would move other grains than the person was shown. */
export function openRun(
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
