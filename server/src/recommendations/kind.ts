/** What a kind of thing must tell so that the engine recommends it. */
import type { Reading, Recommendation, WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { ListMaker, WantedList } from './lists.ts';

/** The engine calls the things works and those who turned to them readers, whatever they are. */
export interface Kind<Described extends WorkDescription> {
  name: 'works' | 'tracks';
  /** The table of members' lists. */
  table: 'recommendation' | 'track_recommendation';
  /**
   * SQL: parts of a text that changes when a list could, beside refusals and active members. A row that is written
   * gets a higher rev, and one that is deleted is missing from the count: `rowsOf`.
   */
  basis: readonly string[];
  /** SQL: the ids that the member `m` knows although they did not turn to them: never recommended. */
  known: string;
  /** Those that everybody may see; of equal scores the first wins. */
  describe(q: Queryable): Promise<Described[]>;
  /** What everybody turned to, in pieces: few are in memory at once. */
  readings(q: Queryable): AsyncGenerator<Reading[]>;
  /** An item of a member's list as devices get it. */
  item(works: ReadonlyMap<string, Described>, recommended: Recommendation): object;
  /** Writes what else follows from the same computation. */
  finish?(db: Database, maker: ListMaker, works: readonly Described[]): Promise<void>;
}

/** SQL: what of a table the basis contains. */
export const rowsOf = (table: string): string => `(select concat(count(*), ' ', sum(rev)) from ${table})`;

/** Members that were here in so many days get a list. */
const ACTIVE = `m.status = 'active'
  and exists (select from session s where s.member = m.id and s.used_at > now() - interval '35 days')`;

export async function basisOf(q: Queryable, parts: readonly string[]): Promise<string> {
  const [row] = await q.query<{ basis: string }>(
    `select concat_ws(', ', ${[...parts, rowsOf('unwanted')].join(', ')},
      (select concat(count(*), ' ', sum(hashtext(concat(m.id, p.value ->> 'locale'))))
        from member m left join preferences p on p.member = m.id where ${ACTIVE})) as basis`,
  );
  return row?.basis ?? '';
}

/** Rows of a query in pieces. @param page reads the rows after the last one of the piece before */
export async function* inPieces<Row>(
  page: (after: Row | null, most: number) => Promise<Row[]>,
  most: number,
): AsyncGenerator<Row[]> {
  for (let after: Row | null = null; ;) {
    const rows: Row[] = await page(after, most);
    if (rows.length > 0) yield rows;
    if (rows.length < most) return;
    after = rows.at(-1) ?? null;
  }
}

/**
 * The members who get a list, `most` at a time, each with the language, what they do not want, and what they know.
 * @param known SQL: see `Kind`
 */
export const readWanted = (q: Queryable, known: string, most = 500): AsyncGenerator<WantedList[]> =>
  inPieces<WantedList>(
    (after, limit) =>
      q.query(
        `select m.id as reader, p.value ->> 'locale' as language, array(${known}) as known,
           array(select u.work from unwanted u where u.member = m.id order by u.work) as unwanted
         from member m left join preferences p on p.member = m.id
         where ($1::uuid is null or m.id > $1::uuid) and ${ACTIVE} order by m.id limit $2`,
        [after?.reader ?? null, limit],
      ),
    most,
  );
