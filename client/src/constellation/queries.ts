/** The projects in the sky: those with the best scores on this device. */
import { useMemo } from 'react';
import { yieldToPage } from '../platform/chunked.ts';
import { useLive } from '../sync/api/live.ts';
import { arrange, type Placed } from './layout.ts';

/** More points than this only blur; the list of projects shows all of them. */
const MOST = 800;
/** Rows read in one task, at most. */
const PIECE = 100;

/** Placed projects, best score first; undefined until read. */
export function useSky(): Placed[] | undefined {
  const stars = useLive(async (db) => {
    const tallies = await db.projectTally.orderBy('score').reverse().limit(MOST).toArray();
    const projects: Awaited<ReturnType<typeof db.project.bulkGet>> = [];
    for (let from = 0; from < tallies.length; from += PIECE) {
      if (from > 0) await yieldToPage();
      projects.push(...(await db.project.bulkGet(tallies.slice(from, from + PIECE).map((t) => t.id))));
    }
    return tallies.flatMap(({ id, score }, i) => {
      const p = projects[i];
      return p && p.status === 'published'
        ? [{ id: String(id), title: p.title, community: String(p.community), category: p.category, score }]
        : [];
    });
  }, []);
  return useMemo(() => stars && arrange(stars), [stars]);
}
