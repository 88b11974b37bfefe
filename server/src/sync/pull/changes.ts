/** Reads counters and rows with a single statement, which is a snapshot by itself and saves round trips. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Scope, ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { EntitySource } from '../settle/act.ts';
import { FIRST_PLACE, pageSelect, PLACE, placeOf } from './page-select.ts';
import type { RawRow } from './pull-request.ts';
import { type Counter, countersSql } from './scope-counters.ts';

interface Changes {
  counters: ReadonlyMap<Scope, Counter>;
  /** For each cursor its rows, at most `limit`. */
  rows: RawRow[][];
}

/** Reads the counters of `scopes`, as this member may see them, and the rows after each of `cursors`. */
export async function readChanges(
  q: Queryable,
  sources: readonly EntitySource[],
  member: MemberId | null,
  asked: { scopes: readonly Scope[]; marks: readonly string[]; cursors: readonly ScopeCursor[]; limit: number },
): Promise<Changes> {
  const { scopes, marks, cursors, limit } = asked;
  const parts: string[] = [];
  // Cursors that name no entity of this server have no rows.
  const read = cursors.filter((cursor) => {
    const select = pageSelect(sources, cursor, false, FIRST_PLACE + 1 + parts.length * PLACE);
    if (select !== null) parts.push(` union all select ${parts.length} as n, x.* from (${select.sql}) x`);
    return select !== null;
  });
  const counters = countersSql('$1', `$${FIRST_PLACE}`, `$${FIRST_PLACE + 1 + read.length * PLACE}`);
  // The condition mentions the limit, so that PostgreSQL can infer its type without any cursor.
  const sql = `select n, rev, e, id, json from (
    select -1 as n, null::bigint as rev, null::text collate "C" as e, null::text collate "C" as id,
      (select json_agg(c)::text from (${counters}) c) as json where $2::int is not null
    ${parts.join('')}) y order by n, rev, e, id, json is null`;
  const [first, ...rows] = await q.query<RawRow & { n: number }>(sql, [
    member,
    limit,
    [...new Set(scopes)],
    ...read.flatMap((c) => placeOf(c.scope, c)),
    marks,
  ]);
  return {
    counters: new Map((JSON.parse(first!.json ?? '[]') as Counter[]).map((c) => [c.scope, c])),
    rows: cursors.map((cursor) => rows.filter((r) => r.n === read.indexOf(cursor))),
  };
}
