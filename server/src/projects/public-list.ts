/** Public lists of projects, with keyset pagination (R13). */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { ProjectList, ProjectListRow } from '@egoejo/shared/projects/model.ts';
import type { Database } from '../platform/database/database.ts';
import { ROW, FROM } from './public-rows.ts';

/** The earliest closing time of an open public poll about a project; projects without one come last. */
const CLOSING = `coalesce((select min(p.closes_at) from poll p
  where p.state = 'open' and p.scope in ('polls:public', 'polls:community:' || t.community)
  and (p.project = t.id or p.options @> jsonb_build_array(jsonb_build_object('project', t.id)))), 'infinity')`;

/**
 * `key` is compared as a value of its type. `id` breaks ties in the same direction: devices read an index forwards or
 * backwards, and a list that both show must not change its order.
 */
const ORDERS = {
  score: { key: 'y.score', type: 'bigint', down: true },
  newest: { key: 't.created_at', type: 'timestamptz', down: true },
  closing: { key: CLOSING, type: 'timestamptz', down: false },
} as const;
export type Sort = keyof typeof ORDERS;
export const sorts = Object.keys(ORDERS) as Sort[];

interface ListQuery {
  sort: Sort;
  community: string | null;
  limit: number;
  /** The `next` of the previous page. */
  after: string | null;
}

/** The position that a cursor encodes; null for an invalid cursor. */
export function readCursor(after: string, sort: Sort): { key: string; id: string } | null {
  const [, wrote, key, id] =
    /^(\w+) (.{1,40}) ([0-9a-f-]{36})$/.exec(Buffer.from(after, 'base64url').toString('latin1')) ?? [];
  const shape =
    ORDERS[sort].type === 'bigint' ? /^-?\d{1,18}$/ : /^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00)$/;
  if (wrote !== sort || key === undefined || !isId(id) || !shape.test(key)) return null;
  return ORDERS[sort].type === 'bigint' || key === 'infinity' || isInstant(key) ? { key, id } : null;
}

/** JavaScript turns a 30th of February into the 2nd of March; PostgreSQL refuses it. */
function isInstant(text: string): boolean {
  const at = new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === text.slice(0, 19).replace(' ', 'T');
}

/** One page. `after` has been parsed by `readCursor`. */
export async function listProjects(
  db: Database,
  { sort, community, limit }: Omit<ListQuery, 'after'>,
  after: { key: string; id: string } | null,
): Promise<ProjectList> {
  const { key, type, down } = ORDERS[sort];
  const way = down ? 'desc' : 'asc';
  const written =
    type === 'bigint'
      ? `(${key})::text`
      : `case when ${key} = 'infinity' then 'infinity' else to_char(${key} at time zone 'UTC', 'YYYY-MM-DD ` +
        `HH24:MI:SS.US+00') end`;
  const rows = await db.query<ProjectListRow & { _key: string }>(
    `select ${ROW}, ${written} as _key ${FROM}
     where t.status = 'published' and ($1::uuid is null or t.community = $1)
       and ($2::${type} is null or (${key}, t.id) ${down ? '<' : '>'} ($2, $3::uuid))
     order by ${key} ${way}, t.id ${way} limit $4`,
    [community, after?.key ?? null, after?.id ?? null, limit + 1],
  );
  const [head] = await db.query<{ total: number; asOf: string; count: number; name: string | null }>(
    `select (select count(*) ${FROM} where t.status = 'published' and ($1::uuid is null or t.community = $1)) as total,
       iso(now()) as "asOf", count(*) as count, case when count(*) = 1 then min(name) end as name
     from community where visibility = 'public' and archived_at is null`,
    [community],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: head?.asOf ?? '',
    total: head?.total ?? 0,
    communities: { count: head?.count ?? 0, name: head?.name ?? null },
    next:
      rows.length > limit && last
        ? Buffer.from(`${sort} ${last._key} ${last.id}`, 'latin1').toString('base64url')
        : null,
    items: page.map(({ _key, ...row }) => row),
  };
}
