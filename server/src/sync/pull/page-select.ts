/** The statement that reads the next rows of a scope in the order (rev, entity, id). */
import type { Scope, ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { EntitySource } from '../settle/act.ts';

/** Parameter numbers of a page's statement: member and limit come first, then PLACE parameters for each scope. */
export const FIRST_PLACE = 3;
export const PLACE = 5;
export const placeOf = (scope: Scope, at: ScopeCursor): (string | number)[] => [
  scope,
  at.rev,
  at.table,
  at.id,
  at.from ?? 0,
];

/**
 * The statement that reads the next rows of a scope for those entities and versions of the cursor that this server has;
 * other entities are left out (S14). Parameters: member and limit, and from number `first` on scope, rev, table, id and
 * from. Tombstones are part of the same order. A whole pull needs only tombstones of rows that were deleted after it
 * began (`from`), because it may already have brought those rows.
 */
export function pageSelect(
  sources: readonly EntitySource[],
  cursor: ScopeCursor,
  whole: boolean,
  first = FIRST_PLACE,
): { sql: string } | null {
  const by = cursor.scope.startsWith('member:') ? ['member', 'scope'] : ['scope'];
  const wanted = sources.filter((s) => by.includes(s.by) && s.entity in cursor.entities);
  if (wanted.length === 0) return null;
  const [scope, rev, table, id, from] = ['text', 'bigint', 'text', 'text', 'bigint'].map(
    (type, i) => `$${first + i}::${type}`,
  );
  const parts = wanted.map((s) => {
    const where = s.by === 'member' ? 't.member = $1::uuid' : `t.scope = ${scope}`;
    const key = s.keyType === 'text' ? `t.${s.key} collate "C"` : `t.${s.key}`;
    const json = Object.entries({ ...s.columns, ...s.beside })
      .map(([name, sql]) => `'${name}', ${sql}`)
      .join(', ');
    const after = `case when ${id} = '' then null else ${id} end${s.keyType === 'text' ? '' : '::uuid'}`;
    // Written so that an index on (scope, rev, id) serves these bounds.
    const same =
      `(t.rev = ${rev} and (${table} < '${s.entity}' collate "C" or (${table} = '${s.entity}' and ${key} > ` +
      `${after})))`;
    const young = whole && s.wholePullOnly ? ` and ${s.wholePullOnly}` : '';
    const known = (s.widened ?? [])
      .filter(({ version }) => cursor.entities[s.entity]! < version)
      .map(({ older }) => ` and ${older}`)
      .join('');
    return `(select t.rev, '${s.entity}' collate "C" as e, t.${s.key}::text collate "C" as id,
      json_build_object(${json})::text as json
      from ${s.table} t where ${where} and t.rev >= ${rev} and (t.rev > ${rev} or ${same})${young}${known}
      order by t.rev, ${key} limit $2::int)`;
  });
  const names = wanted.map((s) => `'${s.entity}'`).join(', ');
  parts.push(`(select t.rev, t.entity collate "C" as e, t.id collate "C" as id, null::text as json from tombstone t
      where t.scope = ${scope} and t.entity in (${names}) and t.rev >= ${rev} and t.rev > ${from}
      and (t.rev > ${rev} or (${table} < t.entity collate "C" or (${table} = t.entity and t.id collate "C" > ${id})))
      order by t.rev, t.entity collate "C", t.id collate "C" limit $2::int)`);
  // A row that left its scope and came back in one transaction has the same position as its own tombstone. The row
  // sorts first, so that when the limit falls between them only the tombstone is skipped. The outer condition mentions
  // every parameter, whatever the scope, so that PostgreSQL can infer its type.
  return {
    sql: `select rev, e, id, json from (${parts.join(' union all ')}) x where $1::uuid is not distinct
      from $1 and ${scope} is not null order by rev, e, id, json is null limit $2::int`,
  };
}
