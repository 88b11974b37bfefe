/** Queries over one community on this device. */
import { useMemo } from 'react';
import { useLive, useRows } from '../sync/api/live.ts';

/** The number of its projects here, and those with the best scores. */
export function useProjectsOf(community: string, limit: number) {
  return useLive(
    async (db) => {
      const ids = await db.project.where('community').equals(community).primaryKeys();
      const tallies = (await db.projectTally.bulkGet(ids))
        .filter((t) => t !== undefined)
        .sort((a, b) => b.score - a.score);
      const best = tallies.slice(0, limit);
      const rows = await db.project.bulkGet(best.map((t) => t.id));
      return {
        count: tallies.length,
        best: best.flatMap((tally, i) => (rows[i]?.status === 'published' ? [{ project: rows[i], tally }] : [])),
      };
    },
    [community, limit],
  );
}

/** Its polls: open ones first, soonest closing first, then the newest closed. */
export function usePollsIn(community: string) {
  const polls = useRows('poll');
  return useMemo(() => {
    const mine = (polls ?? []).filter((p) => p.community === community && p.state !== 'draft');
    const open = mine.filter((p) => p.state === 'open').sort((a, b) => a.closesAt.localeCompare(b.closesAt));
    const past = mine.filter((p) => p.state !== 'open').sort((a, b) => b.closesAt.localeCompare(a.closesAt));
    return [...open, ...past];
  }, [polls, community]);
}
