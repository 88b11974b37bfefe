/** What must hold of a database that was just restored from a backup (S29). */
import { tablesOf, LEFT_OUT } from '@egoejo/server/backup/tables.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { Fail } from './invariants.ts';

/** What a restore from a backup must give back, and the epoch that must end. */
export interface Backed {
  content: ReadonlyMap<string, string>;
  epoch: string;
}

/** A restore writes these anew: what the installation is, the restore in the log, the transactions of the counters. */
const ANEW: Readonly<Record<string, string>> = {
  installation: `select ''`,
  audit_log: `select string_agg(t::text, ';' order by t::text) from audit_log t where action <> 'backup.restore'`,
  scope_counter: `select string_agg((to_jsonb(t) - 'tx')::text, ';' order by scope) from scope_counter t`,
  member_counter: `select string_agg((to_jsonb(t) - 'tx')::text, ';' order by member) from member_counter t`,
};

/** A digest of the rows of each table. */
export async function contentOf(db: Database): Promise<Map<string, string>> {
  const tables = (await tablesOf(db)).map(({ table }) => table).filter((table) => !LEFT_OUT.has(table));
  const asked = tables.map(
    (table) =>
      `select '${table}' as name, md5(coalesce((${
        ANEW[table] ?? `select string_agg(t::text, ';' order by t::text collate "C") from "${table}" t`
      }), '')) as digest`,
  );
  const found = await db.query<{ name: string; digest: string }>(asked.join(' union all '));
  return new Map(found.map(({ name, digest }) => [name, digest]));
}

/** @param before the epoch of the database that the restore replaced */
export async function checkRestored(db: Database, backup: Backed, before: string, fail: Fail): Promise<void> {
  const now = await contentOf(db);
  for (const [table, digest] of backup.content)
    if (now.get(table) !== digest) return fail('a restored database has the rows of its backup', table);
  const [state] = await db.query<{ epoch: string; open: boolean }>(
    'select epoch, recovery_since is not null as open from installation',
  );
  if (state?.epoch === backup.epoch || state?.epoch === before)
    return fail('a restore begins a new history', `the epoch is still ${state.epoch}`);
  if (!state?.open) return fail('a restore begins a new history', 'no recovery is open');
  return undefined;
}
