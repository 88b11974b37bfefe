/** The projects that stand in the sky: the best supported ones on this device. */
import { useMemo } from 'react';
import { useLive } from '../sync/live.ts';
import { arrange, type Placed } from './layout.ts';

/** More points than this only blur; they are all in the list. */
const MOST = 1500;

/** Placed projects, best score first; undefined until read. */
export function useSky(): Placed[] | undefined {
  const stars = useLive(async (db) => {
    const tallies = await db.projectTally.orderBy('score').reverse().limit(MOST).toArray();
    const projects = await db.project.bulkGet(tallies.map((t) => t.id));
    return tallies.flatMap(({ id, score }, i) => {
      const p = projects[i];
      return p && p.status === 'published' ? [{ id: String(id), title: p.title, community: String(p.community), category: p.category, score }] : [];
    });
  }, []);
  return useMemo(() => stars && arrange(stars), [stars]);
}
