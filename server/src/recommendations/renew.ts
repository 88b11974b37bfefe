/** Computes everybody's recommendations anew, where something happened since the last time. */
import type { BookId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Recommendation, RecommendedWork } from '@egoejo/shared/recommendations/model.ts';
import type { Database } from '../platform/database/database.ts';
import { basisOf, readReadings, readWanted, readWorks, type KnownWork } from './input.ts';
import { keepLists } from './keep.ts';
import { openListMaker } from './lists.ts';

/** A work with all that a device shows of it. Works of the reader's own were known to the recommender, too. */
function shown(works: ReadonlyMap<string, KnownWork>, { work, reason }: Recommendation): RecommendedWork {
  const from = 'from' in reason ? works.get(reason.from) : undefined;
  const { title = '', authorsLine = '' } = works.get(work) ?? {};
  return { work: work as BookId, title, authors: authorsLine, reason, ...(from && { fromTitle: from.title }) };
}

/**
 * Does nothing when no reading, review, refusal, work or active member came, changed or went. What was written before
 * it was `stopped` stays; the next call writes the rest. @returns whether it computed.
 */
export async function renewLists(db: Database, stopped: () => boolean = () => false): Promise<boolean> {
  const basis = await basisOf(db);
  const [last] = await db.query<{ basis: string }>('select basis from recommendation_run');
  if (last?.basis === basis) return false;
  const known = await readWorks(db);
  const byId = new Map(known.map((work) => [work.id, work]));
  const maker = openListMaker();
  try {
    await maker.works(known);
    for await (const readings of readReadings(db)) {
      if (stopped()) return false;
      await maker.readings(readings);
    }
    for await (const wanted of readWanted(db)) {
      if (stopped()) return false;
      const lists = await maker.lists(wanted);
      await keepLists(
        db,
        wanted.map(({ reader }, i) => ({
          member: reader as MemberId,
          items: (lists[i] ?? []).map((recommended) => shown(byId, recommended)),
        })),
      );
    }
  } finally {
    await maker.end();
  }
  // When another server computed at the same time, older lists may have come over newer ones: the next turn computes.
  await db.query(
    `insert into recommendation_run as r (basis) values ($1)
      on conflict (id) do update set basis = case when r.basis = $2 then excluded.basis else '' end, at = now()`,
    [basis, last?.basis ?? null],
  );
  return true;
}
