/**
 * The 4P from the data on this device (shared/src/impact/model.ts defines what P3 and P4 count). Euros and grains are
 * read by separate queries (R1).
 */
import { useRow, useRows, useLive } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

/** Euro cents pledged, the first of the 4P: pledges are not possible yet, so there is nothing to read. */
export const usePledged = (): number => 0;

interface MyGrains {
  harvested: number;
  planted: number;
  composted: number;
  supported: number;
  voted: number;
  read: number;
}
/** P2, P3 and P4 of the member; null for a visitor. */
export function useMyGrains(): MyGrains | null | undefined {
  const who = useMember();
  const wallet = useRow('wallet', who?.member);
  const supports = useRows('support');
  const counts = useLive(
    async (db) => ({ voted: await db.table('ballot').count(), read: await db.table('readMark').count() }),
    [],
  );
  if (who === null) return null;
  if (wallet === undefined || !supports || !counts) return undefined;
  return {
    harvested: wallet?.harvested ?? 0,
    planted: wallet?.planted ?? 0,
    composted: wallet?.composted ?? 0,
    supported: supports.length,
    ...counts,
  };
}

interface ProjectGrains {
  title: string;
  planted: number;
  supporters: number;
  votes: number;
}
/** P2, P3 and P4 of a project; null when this device does not know it. */
export function useProjectGrains(id: string): ProjectGrains | null | undefined {
  const project = useRow('project', id);
  const tally = useRow('projectTally', id);
  const polls = useRows('poll');
  if (project === null) return null;
  if (project === undefined || tally === undefined || !polls) return undefined;
  const votes = polls.filter(
    (p) =>
      (p.state === 'open' || p.state === 'closed') && (p.project === id || p.options.some((o) => o.project === id)),
  );
  return { title: project.title, planted: tally?.score ?? 0, supporters: tally?.supporters ?? 0, votes: votes.length };
}
