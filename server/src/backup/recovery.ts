/**
 * S29: what follows when this database is not where its devices left it. A recovery gives it a new epoch, so that devices offer again
 * what they were told was applied; until an operator ends it, what cannot be undone waits.
 */
import type { Queryable } from '../platform/database.ts';

export interface Recovery {
  /** ISO 8601; null: none is open. */
  since: string | null;
  /** When the last one ended, ISO 8601. */
  endedAt: string | null;
}

export async function recoveryOf(q: Queryable): Promise<Recovery> {
  const [row] = await q.query<Recovery>('select iso(recovery_since) as since, iso(recovered_at) as "endedAt" from installation');
  return row ?? { since: null, endedAt: null };
}

/** True while compost, redistribution and the closing of polls wait. */
export const isRecovering = async (q: Queryable): Promise<boolean> => (await recoveryOf(q)).since !== null;

/**
 * A new epoch and an open recovery, inside the caller's transaction. The counters forget which transaction bumped them: another
 * cluster counts its own from anew.
 */
export async function openRecovery(tx: Queryable): Promise<void> {
  await tx.query('update installation set epoch = gen_random_uuid(), recovery_since = now(), seen = $1', [await whereServed(tx)]);
  await tx.query(`update scope_counter set tx = '0'`);
  await tx.query(`update member_counter set tx = '0'`);
}

/** From now on a refusal of an act offered again is final. @returns false when none was open. */
export async function endRecovery(q: Queryable): Promise<boolean> {
  return (await q.query('update installation set recovery_since = null, recovered_at = now() where recovery_since is not null returning id')).length > 0;
}

/** The cluster and timeline that hold this database: a copy brought elsewhere or recovered to a point in time has another. */
async function whereServed(q: Queryable): Promise<string> {
  const [row] = await q.query<{ seen: string }>(
    `select s.system_identifier || '/' || c.timeline_id as seen from pg_control_system() s, pg_control_checkpoint() c`,
  );
  return row?.seen ?? '';
}

/** At a server's start. @returns true when this database was last served from another place, so that a recovery was opened. */
export async function noticeMove(tx: Queryable): Promise<boolean> {
  // Two servers start at once: the second finds what the first wrote.
  const [row] = await tx.query<{ seen: string | null }>('select seen from installation for update');
  const here = await whereServed(tx);
  if (row?.seen === here) return false;
  if (row?.seen == null) {
    await tx.query('update installation set seen = $1', [here]);
    return false;
  }
  await openRecovery(tx);
  return true;
}
