/**
 * Public reads of projects: lists with keyset pagination, search, one project. Only public communities, and no personal
 * data (R13).
 */
import { isId } from '@egoejo/shared/platform/ids.ts';
import type { ProjectList, ProjectListRow } from '@egoejo/shared/projects/model.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { COST } from './queries.ts';

const ROW =
  `t.id, t.community, t.title, t.summary, t.category, t.place, ${COST} as cost, t.picture, iso(t.created_at) as ` +
  '"createdAt", y.score, y.supporters';
const FROM = `from project t join project_tally y on y.id = t.id
  join community c on c.id = t.community and c.visibility = 'public'`;

/** The earliest closing time of an open public poll about a project; projects without one come last. */
const CLOSING = `coalesce((select min(p.closes_at) from poll p
  where p.state = 'open' and p.scope in ('polls:public', 'polls:community:' || t.community)
  and (p.project = t.id or p.options @> jsonb_build_array(jsonb_build_object('project', t.id)))), 'infinity')`;
/** `key` is compared as a value of its type; `id` breaks ties. */
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
  const written =
    type === 'bigint'
      ? `(${key})::text`
      : `case when ${key} = 'infinity' then 'infinity' else to_char(${key} at time zone 'UTC', 'YYYY-MM-DD ` +
        `HH24:MI:SS.US+00') end`;
  const rows = await db.query<ProjectListRow & { _key: string }>(
    `select ${ROW}, ${written} as _key ${FROM}
     where t.status = 'published' and ($1::uuid is null or t.community = $1)
       and ($2::${type} is null or ${key} ${down ? '<' : '>'} $2 or (${key} = $2 and t.id > $3::uuid))
     order by ${key} ${down ? 'desc' : 'asc'}, t.id limit $4`,
    [community, after?.key ?? null, after?.id ?? null, limit + 1],
  );
  const [head] = await db.query<{ total: number; asOf: string }>(
    `select count(*) as total, iso(now()) as "asOf" ${FROM}
      where t.status = 'published' and ($1::uuid is null or t.community = $1)`,
    [community],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    asOf: head?.asOf ?? '',
    total: head?.total ?? 0,
    next:
      rows.length > limit && last
        ? Buffer.from(`${sort} ${last._key} ${last.id}`, 'latin1').toString('base64url')
        : null,
    items: page.map(({ _key, ...row }) => row),
  };
}

/** Minimum similarity of words; French plurals and one wrong letter in five are above it. */
const ALIKE = 0.35;
/** Most words of a query that are used. */
const MOST_WORDS = 8;
/**
 * Limits for a very common word: at most this many matches are compared, and this many of the best supported ones
 * ranked.
 */
const MOST_MATCHES = 3000;
const MOST_RANKED = 300;
/** The same expression as in the index (migration 020). */
const TEXT = `plain(p.title || ' ' || p.summary)`;

/**
 * Published public projects whose title or summary has words similar to the query, best first; accents and typos are
 * tolerated.
 */
export async function searchProjects(db: Database, q: string, limit: number): Promise<{ items: ProjectListRow[] }> {
  const said = q.split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 1);
  // Short words such as "du", "au", "le" are ignored, unless the query has no others.
  const telling = said.filter((w) => w.length > 2);
  const words = (telling.length > 0 ? telling : said).slice(0, MOST_WORDS);
  if (words.length === 0) return { items: [] };
  const items = await db.transaction(
    async (tx) => {
      await tx.query(`select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [String(ALIKE)]);
      const all = await searchBy(tx, 'and', words, limit);
      if (all.length >= limit || words.length === 1) return all;
      const known = new Set(all.map((p) => p.id));
      const some = await searchBy(tx, 'or', words, limit);
      return [...all, ...some.filter((p) => !known.has(p.id))].slice(0, limit);
    },
    { readOnly: true },
  );
  return { items };
}

/** Projects with words similar to all of the query's words (`and`), or to one of them (`or`). */
function searchBy(
  tx: Queryable,
  every: 'and' | 'or',
  words: readonly string[],
  limit: number,
): Promise<ProjectListRow[]> {
  const asked = words.map((_, i) => `plain($${i + 2})`);
  const alike = asked
    .map((w) => `greatest(word_similarity(${w}, plain(p.title)), 0.8 * word_similarity(${w}, ${TEXT}))`)
    .join(' + ');
  return tx.query<ProjectListRow>(
    `with found as (select p.id from project p where p.status = 'published'
      and (${asked.map((w) => `${TEXT} %> ${w}`).join(` ${every} `)}) limit ${MOST_MATCHES}),
     best as (select y.id from found join project_tally y using (id) order by y.score desc, y.id limit ${MOST_RANKED}),
     ranked as (select p.id, ${alike} as alike from best join project p using (id))
     select ${ROW} ${FROM} join ranked r on r.id = t.id order by r.alike desc, y.score desc, t.id limit $1`,
    [limit, ...words],
  );
}

interface PublicProject extends ProjectListRow {
  communityName: string;
  status: 'published' | 'withdrawn';
}
/** One published or withdrawn project of a public community. */
export const publicProject = async (db: Queryable, id: string): Promise<PublicProject | undefined> =>
  (
    await db.query<PublicProject>(
      `select ${ROW}, t.status, c.name as "communityName" ${FROM}
        where t.id = $1 and t.status in ('published', 'withdrawn')`,
      [id],
    )
  )[0];

/** The long text of a project that `member` (null: a visitor) may see, and whether it is public. */
export async function projectText(
  db: Queryable,
  id: string,
  member: string | null,
): Promise<{ id: string; text: string; open: boolean } | undefined> {
  const [row] = await db.query<{ id: string; text: string; open: boolean }>(
    `select t.id, t.text, scope_visible(null, t.scope) is true as open from project_text t
      where t.id = $1 and scope_visible($2::uuid, t.scope)`,
    [id, member],
  );
  return row;
}
