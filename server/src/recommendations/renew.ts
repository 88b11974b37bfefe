/** Computes everybody's recommendations anew, where something happened since the last time. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import type { Database } from '../platform/database/database.ts';
import { keepLists } from './keep.ts';
import { basisOf, readWanted, type Kind } from './kind.ts';
import { openListMaker } from './lists.ts';

/**
 * Does nothing when nothing of the kind, no act on it, no refusal and no active member came, changed or went. What was
 * written before it was `stopped` stays; the next call writes the rest. @returns whether it computed.
 */
export async function renewLists<Described extends WorkDescription>(
  db: Database,
  kind: Kind<Described>,
  stopped: () => boolean = () => false,
): Promise<boolean> {
  const basis = await basisOf(db, kind.basis);
  const [last] = await db.query<{ basis: string }>('select basis from recommendation_run where kind = $1', [kind.name]);
  if (last?.basis === basis) return false;
  const described = await kind.describe(db);
  const byId = new Map(described.map((work) => [work.id, work]));
  const maker = openListMaker();
  try {
    await maker.works(described);
    for await (const readings of kind.readings(db)) {
      if (stopped()) return false;
      await maker.readings(readings);
    }
    for await (const wanted of readWanted(db, kind.known)) {
      if (stopped()) return false;
      const lists = await maker.lists(wanted);
      await keepLists(
        db,
        kind.table,
        wanted.map(({ reader }, i) => ({
          member: reader as MemberId,
          items: (lists[i] ?? []).map((recommended) => kind.item(byId, recommended)),
        })),
      );
    }
    if (stopped()) return false;
    await kind.finish?.(db, maker, described);
  } finally {
    await maker.end();
  }
  // When another server computed at the same time, older lists may have come over newer ones: the next turn computes.
  await db.query(
    `insert into recommendation_run as r (kind, basis) values ($3, $1)
      on conflict (kind) do update set basis = case when r.basis = $2 then excluded.basis else '' end, at = now()`,
    [basis, last?.basis ?? null, kind.name],
  );
  return true;
}
