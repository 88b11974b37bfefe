/**
 * Restores a backup (S29), completely or not at all: into an empty database, or replacing one if the operator
 * confirmed.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { audit, OPERATOR } from '../platform/observability/audit.ts';
import { checkFile, partsOf } from './read-file.ts';
import type { FileFault, TableLine } from './file.ts';
import { openRecovery } from '../sync/recovery/recovery.ts';
import { LEFT_OUT, quoted, schemaOf, tablesOf } from './tables.ts';

/** Why a backup was not restored; nothing was changed. */
export type RestoreFault =
  | FileFault
  | 'backup.newer_schema'
  | 'backup.older_schema'
  | 'backup.not_empty'
  | 'backup.in_use';

interface Restored {
  /** When the backup was taken, ISO 8601. */
  at: string;
  rows: number;
}
const PIECE = 1_000_000;

/** The number of servers that use this database, by the LISTEN connection that each keeps open. */
async function served(db: Database): Promise<number> {
  if (db.kind === 'embedded') return 0;
  const [row] = await db.query<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database()
      and application_name = 'egoejo-listen'`,
  );
  return row?.n ?? 0;
}

/** @param replace whether existing data may be replaced; without it, a database with members is refused */
export async function restoreBackup(
  db: Database,
  path: string,
  replace: boolean,
): Promise<Result<Restored, RestoreFault>> {
  const file = await checkFile(path);
  if (!file.ok) return file;
  const schema = await schemaOf(db);
  if (file.value.schema !== schema) {
    return fail(file.value.schema > schema ? 'backup.newer_schema' : 'backup.older_schema', {
      file: file.value.schema,
      database: schema,
    });
  }
  const servers = await served(db);
  if (servers > 0) return fail('backup.in_use', { servers });
  return db.transaction(async (tx): Promise<Result<Restored, RestoreFault>> => {
    // Only for this transaction.
    await tx.query(
      `select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`,
    );
    const [existing] = await tx.query<{ members: number }>('select count(*)::int as members from member');
    if ((existing?.members ?? 0) > 0 && !replace) return fail('backup.not_empty', { members: existing?.members ?? 0 });
    await load(tx, path);
    await openRecovery(tx);
    await audit(tx, OPERATOR, 'backup.restore', '', { at: file.value.at, rows: file.value.rows });
    return ok({ at: file.value.at, rows: file.value.rows });
  });
}

async function load(tx: Queryable, path: string): Promise<void> {
  const tables = await tablesOf(tx);
  const names = tables.map((t) => `public.${quoted(t.table)}`);
  // Rows are inserted unchanged: user triggers must not stamp, move or refuse them. Foreign keys are still checked.
  for (const name of names) await tx.query(`alter table ${name} disable trigger user`);
  await tx.query(`truncate ${names.join(', ')}`);
  let into: TableLine | undefined;
  let rows: string[] = [];
  let held = 0;
  const put = async (): Promise<void> => {
    // A file of an older version may contain rows of tables that are left out now.
    if (into && rows.length > 0 && !LEFT_OUT.has(into.table)) await insert(tx, into, rows);
    rows = [];
    held = 0;
  };
  for await (const part of partsOf(path)) {
    if ('table' in part) {
      await put();
      into = part.table;
      const here = tables.find((t) => t.table === part.table.table);
      if (here?.columns.join() !== part.table.columns.join())
        throw new Error(`the table ${part.table.table} of the file is not the one of this database`);
    } else {
      rows.push(part.row);
      held += part.row.length;
      if (held > PIECE) await put();
    }
  }
  await put();
  await goOnCounting(tx);
  for (const name of names) await tx.query(`alter table ${name} enable trigger user`);
  // Waiting jobs belong to the replaced data; the next server start creates the queue again. Resetting the hash makes
  // it recreate the functions of its build.
  await tx.query('drop schema if exists pgboss cascade');
  await tx.query('update installation set functions_hash = null');
}

async function insert(tx: Queryable, { table, columns }: TableLine, rows: readonly string[]): Promise<void> {
  const name = `public.${quoted(table)}`;
  await tx.query(
    `insert into ${name} (${columns.map(quoted).join(', ')}) overriding system value
       select (s.r).* from (select x::${name} as r from unnest($1::text[]) x offset 0) s`,
    [rows],
  );
}

/** Sets identity columns to continue after the restored rows. */
async function goOnCounting(tx: Queryable): Promise<void> {
  const columns = await tx.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and is_identity = 'YES'`,
  );
  for (const { table, column } of columns) {
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2),
        coalesce((select max(${quoted(column)}) from public.${quoted(table)}), 0) + 1, false)`,
      [`public.${quoted(table)}`, column],
    );
  }
}
