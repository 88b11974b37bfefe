/** The lists of our own catalogue, read page by page. */
import { CATEGORIES } from '@egoejo/shared/catalogue/categories.ts';
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { visibleTo } from '../visible.ts';
import type { ListedWork, PageLink } from './page.ts';

const PAGE = 50;
const MOST_WORDS = 8;

export type Filter = { language: string } | { author: string } | { category: string } | { words: string } | null;
export interface Asked {
  /** Null: a visitor. */
  member: MemberId | null;
  /** The cursor of the page before; '' for the first page. */
  after: string;
}

/** SQL and its parameter, the third of the statement. */
function filterOf(filter: Filter): { sql: string; value: unknown } {
  if (filter === null) return { sql: '$3::text is null', value: null };
  if ('language' in filter)
    return {
      sql: `exists (select from unnest(w.languages) l where split_part(l, '-', 1) = $3)`,
      value: filter.language,
    };
  if ('author' in filter)
    return { sql: 'w.contributors @> $3::jsonb', value: JSON.stringify([{ name: filter.author, role: 'author' }]) };
  if ('category' in filter) return { sql: 'w.categories @> array[$3::text]', value: filter.category };
  return {
    sql: `not exists (select from unnest($3::text[]) q where position(plain(q) in plain(
      concat_ws(' ', w.title, w.subtitle, w.authors, w.series, array_to_string(w.subjects, ' ')))) = 0)`,
    value: filter.words.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS),
  };
}

/** The newest works first. A cursor that is none of ours begins at the first page. */
export async function listWorks(
  q: Queryable,
  filter: Filter,
  { member, after }: Asked,
): Promise<{ works: ListedWork[]; next: string | null }> {
  const [, at = null, id = null] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)_([0-9a-f-]{36})$/.exec(after) ?? [];
  const valid = at !== null && !Number.isNaN(Date.parse(at)) && isId(id);
  const { sql, value } = filterOf(filter);
  const rows = await q.query<ListedWork & { cursor: string }>(
    `select w.id, w.title, w.subtitle, w.contributors, w.languages, w.year, w.publisher, w.series,
       w.series_number as "seriesNumber", w.rights, w.description, w.subjects, w.cover,
       iso(w.created_at) as "createdAt", iso(w.updated_at) as "updatedAt", e.sha256, e.bytes,
       ${visibleTo('null')} as everybody,
       to_char(w.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor
     from work w cross join lateral (select sha256, bytes from edition where work = w.id
       order by created_at desc, id desc limit 1) e
     where ${visibleTo('$1')} and ($2::timestamptz is null or (w.created_at, w.id) < ($2, $4::uuid)) and ${sql}
     order by w.created_at desc, w.id desc limit $5`,
    [member, valid ? at : null, value, valid ? id : null, PAGE + 1],
  );
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    works: page.map(({ cursor: _cursor, ...work }) => work),
    next: rows.length > PAGE && last ? `${last.cursor}_${last.id}` : null,
  };
}

interface Counted {
  key: string;
  count: number;
}

/** The languages of the works, most used first. */
export async function listLanguages(q: Queryable, { member }: Asked, locale: string): Promise<PageLink[]> {
  const rows = await q.query<Counted>(
    `select split_part(l, '-', 1) as key, count(distinct w.id)::int as count from work w, unnest(w.languages) l
      where ${visibleTo('$1')} and split_part(l, '-', 1) ~ '^[a-z]{2,3}$' group by 1 order by 2 desc, 1 limit 200`,
    [member],
  );
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return rows.map(({ key, count }) => ({ path: `/languages/${key}`, title: names.of(key) ?? key, count }));
}

/** The authors by name; `after` is the last name of the page before. */
export async function listAuthors(
  q: Queryable,
  { member, after }: Asked,
): Promise<{ links: PageLink[]; next: string | null }> {
  const rows = await q.query<Counted>(
    `select c ->> 'name' collate "C" as key, count(distinct w.id)::int as count
      from work w, jsonb_array_elements(w.contributors) c
      where ${visibleTo('$1')} and c ->> 'role' = 'author' and (c ->> 'name') collate "C" > $2
      group by 1 order by 1 limit $3`,
    [member, after, PAGE + 1],
  );
  const page = rows.slice(0, PAGE);
  return {
    links: page.map(({ key, count }) => ({ path: `/author?q=${encodeURIComponent(key)}`, title: key, count })),
    next: rows.length > PAGE ? (page.at(-1)?.key ?? null) : null,
  };
}

/** The categories that works are in, in the order of the tree. */
export async function listCategories(q: Queryable, { member }: Asked, locale: 'fr' | 'en'): Promise<PageLink[]> {
  const rows = await q.query<Counted>(
    `select c as key, count(*)::int as count from work w, unnest(w.categories) c where ${visibleTo('$1')} group by 1`,
    [member],
  );
  const counts = new Map(rows.map((r) => [r.key, r.count]));
  return CATEGORIES.flatMap(({ key, label }) => {
    const count = counts.get(key);
    return count === undefined ? [] : [{ path: `/categories/${key}`, title: label[locale], count }];
  });
}
