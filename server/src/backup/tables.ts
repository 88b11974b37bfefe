/** The tables a backup holds: every one of ours but the list of migrations, each after those its rows point at. */
import type { Queryable } from '../platform/database.ts';
import type { TableLine } from './file.ts';

interface Found extends TableLine {
  needs: string[];
}
const TABLES = `select c.relname as table,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
    array(select f.confrelid::regclass::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_version' order by c.relname`;

/** In an order in which rows may be put in. */
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
  Number((await q.query<{ version: number | string }>('select max(version) as version from schema_version'))[0]?.version ?? 0);

/** A name in SQL text. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
