/**
 * Recovery after this database was moved or restored (S29). A recovery sets a new epoch, so that devices offer again
 * the acts they know as applied; until an operator ends it, irreversible operations wait.
 */
import type { Queryable } from '../../platform/database/database.ts';

interface Recovery {
  /** When the open recovery began, ISO 8601; null: none is open. */
  since: string | null;
  /** When the last recovery ended, ISO 8601. */
  endedAt: string | null;
}

export async function recoveryOf(q: Queryable): Promise<Recovery> {
  const [row] = await q.query<Recovery>(
    'select iso(recovery_since) as since, iso(recovered_at) as "endedAt" from installation',
  );
  return row ?? { since: null, endedAt: null };
}

/** True while compost, redistribution and poll closing wait for the end of a recovery. */
export const isRecovering = async (q: Queryable): Promise<boolean> => (await recoveryOf(q)).since !== null;

/**
 * Sets a new epoch and opens a recovery, inside the caller's transaction. The transaction ids in the counters are
 * reset, because another cluster numbers its transactions independently. The signing keys are deleted, because a copy
 * of the database may be in other hands; signed-in members get a new access token with their refresh cookie.
 */
export async function openRecovery(tx: Queryable): Promise<void> {
  await tx.query('update installation set epoch = gen_random_uuid(), recovery_since = now(), seen = $1', [
    await whereServed(tx),
  ]);
  await tx.query(`update scope_counter set tx = '0'`);
  await tx.query(`update member_counter set tx = '0'`);
  await tx.query('delete from signing_key');
}

/** Ends the recovery: from now on the refusal of an act offered again is final. @returns false when none was open. */
export async function endRecovery(q: Queryable): Promise<boolean> {
  return (
    (
      await q.query(
        `update installation set recovery_since = null, recovered_at = now() where recovery_since is not null
          returning id`,
      )
    ).length > 0
  );
}

/**
 * Identifies the cluster and timeline that hold this database; a copy on another cluster or a point-in-time recovery
 * has different ones.
 */
async function whereServed(q: Queryable): Promise<string> {
  const [row] = await q.query<{ seen: string }>(
    `select s.system_identifier || '/' || c.timeline_id as seen from pg_control_system() s, pg_control_checkpoint() c`,
  );
  return row?.seen ?? '';
}

/**
 * Called at a server's start, and when PostgreSQL was restarted under a running server. Begins a new era, so that
 * cursors distinguish this database from another that continued from the same state (S14).
 * @returns true when this database was last served from another place, so that a recovery was opened.
 */
export async function noticeMove(tx: Queryable): Promise<boolean> {
  // When two servers start at once, the second waits here and then finds what the first wrote.
  const [row] = await tx.query<{ seen: string | null }>('select seen from installation for update');
  await tx.query(
    `update installation set era = substr(replace(gen_random_uuid()::text, '-', ''), 1, 10),
      era_of = pg_postmaster_start_time()`,
  );
  const here = await whereServed(tx);
  if (row?.seen === here) return false;
  if (row?.seen == null) {
    await tx.query('update installation set seen = $1', [here]);
    return false;
  }
  await openRecovery(tx);
  return true;
}

/**
 * SQL condition: PostgreSQL was started after the present era began. Replacing the disk by a copy requires stopping
 * PostgreSQL.
 */
export const restartedSql = '(select era_of is distinct from pg_postmaster_start_time() from installation)';

/**
 * Does what `noticeMove` does if PostgreSQL was restarted under a running server. Of concurrent callers, only the first
 * acts.
 */
export async function noticeRestart(tx: Queryable): Promise<boolean> {
  await tx.query('select from installation for update');
  const [row] = await tx.query<{ restarted: boolean }>(`select ${restartedSql} as restarted`);
  return row?.restarted === true && noticeMove(tx);
}
