/** The graph of the constellation from the rows on this device. */
import { useMemo } from 'react';
import { yieldToPage } from '../platform/page/chunked.ts';
import { useLive, useRows, type EgoejoDb } from '../sync/api/rows/live.ts';
import { graphOf, type Graph, type Shown } from './graph.ts';

/** Rows read in one task, at most. */
const PIECE = 100;

/** The published projects among these ids, with their scores. */
async function shownOf(db: EgoejoDb, ids: readonly string[]): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let from = 0; from < ids.length; from += PIECE) {
    if (from > 0) await yieldToPage();
    const piece = ids.slice(from, from + PIECE);
    const [projects, tallies] = await Promise.all([db.project.bulkGet(piece), db.projectTally.bulkGet(piece)]);
    projects.forEach((p, i) => {
      if (p?.status === 'published') found.push({ ...p, score: tallies[i]?.score ?? 0 });
    });
  }
  return found;
}

/** The concepts with what is attached to them, and the projects with the best scores, at most `most` of these. */
export function useGraph(most: number): Graph | undefined {
  const concepts = useRows('concept');
  const links = useRows('conceptLink');
  const attached = useMemo(
    () => links && [...new Set(links.flatMap((l) => (l.kind === 'project' ? [l.to] : [])))].join(),
    [links],
  );
  const projects = useLive(
    async (db) => {
      if (attached === undefined) return undefined;
      const best = await db.projectTally.orderBy('score').reverse().limit(most).primaryKeys();
      return shownOf(db, [...new Set<string>([...best, ...attached.split(',')])]);
    },
    [most, attached],
  );
  const communities = useRows('community');
  return useMemo(() => {
    if (!concepts || !links || !projects || !communities) return undefined;
    return graphOf(concepts, links, projects, new Map(communities.map((c) => [c.id, c.name])));
  }, [concepts, links, projects, communities]);
}
