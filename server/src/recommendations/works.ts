/** Works of the catalogue, as the engine recommends them (B11). */
import type { BookId } from '@egoejo/shared/platform/ids.ts';
import {
  LIKED,
  OPENED,
  type Reading,
  type RecommendedWork,
  type WorkDescription,
} from '@egoejo/shared/recommendations/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { inPieces, rowsOf, type Kind } from './kind.ts';

/** From here on a work counts as finished, in ten-thousandths: what follows are notes and licences. */
const FINISHED = 9_500;
/** From so many stars on a work counts as liked. */
const LIKED_STARS = 4;
/** Works `w` that everybody may see. */
const FOR_ALL = `(w.scope <> 'hidden' and (w.community is null or community_visible(null::uuid, w.community)))`;

interface KnownWork extends WorkDescription {
  /** The title and the authors as they are shown. */
  authorsLine: string;
}

async function readWorks(q: Queryable): Promise<KnownWork[]> {
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

/** Everybody's days of reading with their stars, `most` at a time. */
export async function* readReadings(q: Queryable, most = 10_000): AsyncGenerator<Reading[]> {
  const days = inPieces<{ reader: string; id: string; work: string; time: Date; liked: boolean }>(
    (after, limit) =>
      q.query(
        `select d.member as reader, d.id, d.book as work, d.day::timestamp at time zone 'UTC' as time,
           d.furthest >= ${FINISHED} or coalesce(r.stars >= ${LIKED_STARS}, false) as liked
         from book_day d left join review r on r.member = d.member and r.work = d.book
         where $1::uuid is null or (d.member, d.id) > ($1::uuid, $2::text)
         order by d.member, d.id limit $3`,
        [after?.reader ?? null, after?.id ?? null, limit],
      ),
    most,
  );
  for await (const piece of days)
    yield piece.map(({ reader, work, time, liked }) => ({
      reader,
      work,
      weight: liked ? LIKED : OPENED,
      time: time.getTime(),
    }));
}

export const works: Kind<KnownWork> = {
  name: 'works',
  table: 'recommendation',
  basis: [
    rowsOf('book_day'),
    rowsOf('review'),
    `(select concat(count(*), ' ', sum(hashtext(concat(w.id, w.updated_at)))) from work w where ${FOR_ALL})`,
  ],
  known: 'select null::uuid where false',
  describe: readWorks,
  readings: (q) => readReadings(q),
  /** With all that a device shows of it. Works of the reader's own were known to the recommender, too. */
  item(known, { work, reason }): RecommendedWork {
    const from = 'from' in reason ? known.get(reason.from) : undefined;
    const { title = '', authorsLine = '' } = known.get(work) ?? {};
    return { work: work as BookId, title, authors: authorsLine, reason, ...(from && { fromTitle: from.title }) };
  },
};
