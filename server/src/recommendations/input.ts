/** Reads what recommendations are computed from. */
import { LIKED, OPENED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { WantedList } from './lists.ts';

/** From here on a work counts as finished, in ten-thousandths: what follows are notes and licences. */
const FINISHED = 9_500;
/** From so many stars on a work counts as liked. */
const LIKED_STARS = 4;
/** Works `w` that everybody may see. */
const FOR_ALL = `(w.scope <> 'hidden' and (w.community is null or community_visible(null::uuid, w.community)))`;
/** Members that were here in so many days get a list. */
const ACTIVE = `m.status = 'active'
  and exists (select from session s where s.member = m.id and s.used_at > now() - interval '35 days')`;

/**
 * A text that changes when a list could: a row that is written gets a higher rev, and one that is deleted is missing
 * from the count.
 */
export async function basisOf(q: Queryable): Promise<string> {
  const rows = (table: string): string => `(select concat(count(*), ' ', sum(rev)) from ${table})`;
  const [row] = await q.query<{ basis: string }>(
    `select concat_ws(', ', ${rows('book_day')}, ${rows('review')}, ${rows('unwanted')},
      (select concat(count(*), ' ', sum(hashtext(concat(w.id, w.updated_at)))) from work w where ${FOR_ALL}),
      (select concat(count(*), ' ', sum(hashtext(concat(m.id, p.value ->> 'locale'))))
        from member m left join preferences p on p.member = m.id where ${ACTIVE})) as basis`,
  );
  return row?.basis ?? '';
}

export interface KnownWork extends WorkDescription {
  /** The title and the authors as they are shown. */
  authorsLine: string;
}

/** The works that everybody may see, in the order of the catalogue. */
export async function readWorks(q: Queryable): Promise<KnownWork[]> {
  const rows = await q.query<{
    id: string;
    title: string;
    authors: string;
    subjects: string[];
    language: string | null;
    series: string;
    number: string;
  }>(
    `select w.id, w.title, w.authors, w.subjects, w.languages[1] as language, w.series, w.series_number as number
       from work w where ${FOR_ALL} order by w.created_at, w.id`,
  );
  return rows.map(({ series, number, authors, ...work }) => ({
    ...work,
    authorsLine: authors,
    authors: authors.split(', '),
    series: series === '' ? null : { name: series, number: number === '' ? null : Number.parseFloat(number) },
  }));
}

/** Everybody's days of reading with their stars, `most` at a time: few are in memory at once. */
export async function* readReadings(q: Queryable, most = 10_000): AsyncGenerator<Reading[]> {
  for (let after: readonly [string, string] | null = null; ;) {
    const rows: { reader: string; id: string; work: string; time: Date; liked: boolean }[] = await q.query(
      `select d.member as reader, d.id, d.book as work, d.day::timestamp at time zone 'UTC' as time,
         d.furthest >= ${FINISHED} or coalesce(r.stars >= ${LIKED_STARS}, false) as liked
       from book_day d left join review r on r.member = d.member and r.work = d.book
       where $1::uuid is null or (d.member, d.id) > ($1::uuid, $2::text)
       order by d.member, d.id limit $3`,
      [after?.[0] ?? null, after?.[1] ?? null, most],
    );
    if (rows.length > 0)
      yield rows.map(({ reader, work, time, liked }) => ({
        reader,
        work,
        weight: liked ? LIKED : OPENED,
        time: time.getTime(),
      }));
    const last = rows.at(-1);
    if (rows.length < most || !last) return;
    after = [last.reader, last.id];
  }
}

/** The members who get a list, `most` at a time, each with the language and the works they do not want. */
export async function* readWanted(q: Queryable, most = 500): AsyncGenerator<WantedList[]> {
  for (let after: string | null = null; ;) {
    const rows: WantedList[] = await q.query(
      `select m.id as reader, p.value ->> 'locale' as language,
         array(select u.work from unwanted u where u.member = m.id order by u.work) as unwanted
       from member m left join preferences p on p.member = m.id
       where ($1::uuid is null or m.id > $1::uuid) and ${ACTIVE} order by m.id limit $2`,
      [after, most],
    );
    if (rows.length > 0) yield rows;
    if (rows.length < most) return;
    after = rows.at(-1)?.reader ?? null;
  }
}
