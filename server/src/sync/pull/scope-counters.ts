/** Reads the counters of scopes, as a member may see them. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope, ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../../platform/database/database.ts';

export interface Counter {
  scope: Scope;
  visible: boolean;
  /** Null: the scope does not exist. */
  rev: number | null;
  floor: number | null;
  /** The era of the counter's last bump. */
  era: string | null;
  /** For each requested era that ended in this database: the rev of this scope at which it ended. */
  ended: Readonly<Record<string, number>> | null;
}

/**
 * SQL that reads counters. The arguments are SQL expressions as well: the member, the scopes, the marks of the cursors.
 */
export const countersSql = (
  member: string,
  scopes: string,
  marks: string,
): string => `select s.scope, scope_visible(${member}::uuid, s.scope) as visible, coalesce(m.rev, c.rev) as rev,
  coalesce(m.floor_rev, c.floor_rev) as floor,
    coalesce(m.era, c.era) as era, (select json_object_agg(e.era, e.until_rev) from scope_era e
      where e.scope = s.scope and e.era = any(${marks}::text[])) as ended
  from unnest(${scopes}::text[]) s(scope)
  left join member_counter m on s.scope = 'member:' || ${member}::uuid::text and m.member = ${member}::uuid
  left join scope_counter c on c.scope = s.scope`;
const COUNTERS = countersSql('$1', '$2', '$3');

/** The eras that cursors name, each once. */
export const marksOf = (cursors: readonly ScopeCursor[]): string[] => [
  ...new Set(cursors.flatMap((c) => c.mark ?? [])),
];

/** Reads the counters of `scopes` as this member (null: a visitor) may see them, in one statement. */
export async function readCounters(
  q: Queryable,
  member: MemberId | null,
  scopes: readonly Scope[],
  marks: readonly string[] = [],
): Promise<Map<Scope, Counter>> {
  const rows = await q.query<Counter>(COUNTERS, [member, [...new Set(scopes)], marks]);
  return new Map(rows.map((r) => [r.scope, r]));
}
