/** Keeps the best projects in one record, for the next start of the app (preloaded-list.ts). */
import { useEffect } from 'react';
import { useDb, useLive, type EgoejoDb } from '../sync/api/rows/live.ts';
import { PRELOADED, type KeptList } from './preloaded-list.ts';

/** Writes the record from the rows as they are now. */
export const keepList = (db: EgoejoDb): Promise<unknown> =>
  db.transaction('rw', db.ready, db.project, db.projectTally, async () => {
    const best = await db.projectTally.orderBy('score').reverse().limit(PRELOADED).toArray();
    const found = await db.project.bulkGet(best.map((tally) => tally.id));
    const projects = found.flatMap((project) => (project?.status === 'published' ? [project] : []));
    const shown = new Set<string>(projects.map(({ id }) => id));
    const value: KeptList = { projects, tallies: best.filter(({ id }) => shown.has(id)) };
    await db.ready.put({ name: 'list', value });
  });

/** Time without a change of the rows after which the record is written, ms. */
const CALM_MS = 1000;

/** Writes the record whenever it is missing: each change of the rows deletes it. */
export function useKeptList(): void {
  const db = useDb();
  // A new object for each change, so that a record written and deleted between two looks is noticed too.
  const kept = useLive(async (of) => ({ here: (await of.ready.count()) > 0 }), []);
  useEffect(() => {
    if (!db || !kept || kept.here) return undefined;
    // On a full device the next start is slower, no more.
    const timer = setTimeout(() => void keepList(db).catch(() => undefined), CALM_MS);
    return () => clearTimeout(timer);
  }, [db, kept]);
}
