/** What authors see of their readers (B15): how many, how far, never who. */
import type { ManuscriptId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { CURVE, LEAST_READERS } from '@egoejo/shared/publishing/contract.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

interface Figures {
  member: MemberId;
  work: ManuscriptId;
  readers: number;
  finished: number;
  quarters: number;
  curve: number[];
}

/** The figures of all works that were manuscripts. The author's own reading does not count. */
const counted = (q: Queryable): Promise<Figures[]> =>
  q.query<Figures>(
    `select m.author as member, m.id as work, count(r.member)::int as readers,
       (select count(*)::int from reading_event e where e.kind = 'finished' and e.subject = m.id::text
         and e.member <> m.author) as finished,
       (select count(*)::int from quarter_read x where x.work = m.id and x.member <> m.author) as quarters,
       case when count(r.member) >= ${LEAST_READERS} then array(select
         (select count(*)::int from (select max(d.furthest) as furthest from book_day d
           where d.book = m.id and d.member <> m.author group by d.member) b where b.furthest >= s * 10000 / ${CURVE})
         from generate_series(1, ${CURVE}) s) else '{}' end as curve
      from manuscript m left join (select distinct member, book from book_day) r
        on r.book = m.id and r.member <> m.author
      where m.published_at is not null and m.author is not null group by m.id order by m.author, m.id`,
  );

/** Writes the figures that changed. */
export async function writeFigures(tx: Queryable): Promise<void> {
  const now = await counted(tx);
  const there = await tx.query<Figures>('select member, work, readers, finished, quarters, curve from author_figures');
  const key = ({ work, readers, finished, quarters, curve }: Figures): string =>
    JSON.stringify([work, readers, finished, quarters, curve]);
  const known = new Set(there.map(key));
  const changed = now.filter((f) => !known.has(key(f)));
  const scopes = [...new Set(changed.map((f) => memberScope(f.member)))];
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  for (const { member, work, readers, finished, quarters, curve } of changed)
    await tx.query(
      `insert into author_figures (member, work, readers, finished, quarters, curve) values ($1, $2, $3, $4, $5, $6)
        on conflict (member, work) do update set readers = excluded.readers, finished = excluded.finished,
          quarters = excluded.quarters, curve = excluded.curve, at = now()`,
      [member, work, readers, finished, quarters, curve],
    );
  await notifyMoved(tx, scopes);
}
