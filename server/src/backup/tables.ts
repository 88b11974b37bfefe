/**
 * The content of a backup: the rows of all our tables except those named here, each table after the tables it
 * references.
 */
import type { Queryable } from '../platform/database/database.ts';
import type { TableLine } from './file.ts';

interface Found extends TableLine {
  needs: string[];
}
const TABLES = `select c.relname as table,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      order by a.attnum) as columns,
    array(select f.confrelid::regclass::text from pg_constraint f
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_version'
    order by c.relname`;

/**
 * Tables that are neither backed up nor restored, because they say who is signed in and how they sign in. With the
 * signing key from a stolen file anybody could pose as an administrator, and a restore must not reopen a session that
 * has been ended since, nor a private community to a poster whose key was replaced. Half-received files are sent again.
 * Vectors of projects are made anew, and not every database has them.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  'signing_key',
  'session',
  'push_subscription',
  'reader_token',
  'email_code',
  'community_key',
  'upload',
  'upload_chunk',
  'project_vector',
]);

/**
 * SQL for a row `t` in a backup's text form. The settings are stored without a mail server address in clear, which may
 * contain a password (installation/secret-settings.ts keeps it sealed; an older version did not).
 */
export const rowText = (table: string): string =>
  table === 'installation'
    ? `jsonb_populate_record(t, jsonb_build_object('settings', t.settings - 'smtpUrl'))::text`
    : 't::text';

/** All tables, in an order in which rows can be inserted. */
export async function tablesOf(q: Queryable): Promise<TableLine[]> {
  const left = await q.query<Found>(TABLES);
  const out: TableLine[] = [];
  while (left.length > 0) {
    const next = left.findIndex((t) => t.needs.every((n) => out.some((o) => o.table === n)));
    const [found] = left.splice(next, 1);
    if (next < 0 || !found) throw new Error('tables point at each other in a circle');
    out.push({ table: found.table, columns: found.columns });
  }
  return out;
}

export const schemaOf = async (q: Queryable): Promise<number> =>
  Number(
    (await q.query<{ version: number | string }>('select max(version) as version from schema_version'))[0]?.version ??
      0,
  );

/** A quoted SQL identifier. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
