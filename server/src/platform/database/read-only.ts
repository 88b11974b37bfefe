/**
 * Read-only mode: an operator closes the server to acts until a stated time (docs/flags.md). Reading continues; acts
 * wait on the devices, which learn the end time. It is stored in the database, so that it applies to every process at
 * once; the environment can set it too.
 */
import type { Config } from '../config/config.ts';
import type { Queryable } from './database.ts';
import { AppError } from '../http/app-error.ts';

/**
 * SQL for the end of read-only mode as text, or null while acts are accepted. `given` is the value from the
 * environment, a timestamptz or null.
 */
export const readOnlySql = (given: string): string =>
  `(select case when u.until > now() then iso(u.until) end
    from (select greatest((settings ->> 'readOnlyUntil')::timestamptz, ${given}) as until from installation) u)`;

/** When read-only mode ends, ISO 8601, by the database's clock; null: acts are accepted. */
export async function readOnlyUntil(q: Queryable, config: Pick<Config, 'readOnlyUntil'>): Promise<string | null> {
  const [row] = await q.query<{ until: string | null }>(`select ${readOnlySql('$1::timestamptz')} as until`, [
    config.readOnlyUntil,
  ]);
  return row?.until ?? null;
}

/**
 * Closes the server to acts until `until` (ISO 8601), or opens it (null). A later time set in the environment still
 * applies.
 */
export async function setReadOnly(q: Queryable, until: string | null): Promise<void> {
  if (until === null) await q.query(`update installation set settings = settings - 'readOnlyUntil'`);
  else
    await q.query(`update installation set settings = settings || jsonb_build_object('readOnlyUntil', $1::text)`, [
      until,
    ]);
}

/** Parameters of `sync.read_only`. @param now the server's clock, ISO 8601. */
export const readOnlyParams = (until: string, now: string): { until: string; seconds: number } => ({
  until,
  seconds: Math.max(1, Math.ceil((Date.parse(until) - Date.parse(now)) / 1000)),
});

/** Procedures that stay available: readers must be able to sign in and to sign out. */
const OPEN: ReadonlySet<string> = new Set(['accounts.signIn', 'accounts.refresh', 'accounts.signOut']);

/** @throws AppError `sync.read_only` (503) for a procedure that changes data, while acts are not accepted. */
export async function refuseWhileReadOnly(
  db: Queryable,
  config: Pick<Config, 'readOnlyUntil'>,
  path: string,
): Promise<void> {
  if (OPEN.has(path)) return;
  const until = await readOnlyUntil(db, config);
  if (until !== null) throw new AppError('sync.read_only', readOnlyParams(until, new Date().toISOString()));
}
