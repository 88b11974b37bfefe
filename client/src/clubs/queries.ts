/** Queries over the clubs on this device. */
import { useMemo } from 'react';
import type { Club } from '@egoejo/shared/clubs/model.ts';
import type { Topic } from '@egoejo/shared/forum/model.ts';
import { furthestRead } from '@egoejo/shared/reading/model.ts';
import { useTends } from '../communities/model.ts';
import { useUnsettled } from '../sync/api/acts/activity.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import type { ActState } from '../ui/feedback/Chip.tsx';

/** How far the member has read in a work, in ten-thousandths; undefined until that is known. */
export function useReadUpTo(work: string | null): number | undefined {
  const days = useRows('bookDay');
  const positions = useRows('position');
  return useMemo(() => {
    if (!days || !positions) return undefined;
    const read = days.filter((d) => d.book === work).map((d) => d.furthest);
    return Math.max(0, ...read, furthestRead(positions.filter((p) => p.text === work)));
  }, [days, positions, work]);
}

interface ClubLists {
  /** Those that the member joined. */
  mine: Club[];
  /** Those that they may join. */
  others: Club[];
}
/** The clubs on this device, those that began last first; of one work, or of all. */
export function useClubs(work?: string): ClubLists | undefined {
  const clubs = useRows('club');
  const joined = useRows('clubMember');
  return useMemo(() => {
    if (!clubs || !joined) return undefined;
    const mine = new Set<string>(joined.map((j) => j.id));
    const shown = clubs
      .filter((k) => k.state === 'open' && (work === undefined || k.work === work))
      .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
    return { mine: shown.filter((k) => mine.has(k.id)), others: shown.filter((k) => !mine.has(k.id)) };
  }, [clubs, joined, work]);
}

/** The parts of a club in their order. */
export function useParts(club: string): Topic[] | undefined {
  const topics = useRows('topic');
  return useMemo(
    () => topics?.filter((t) => t.club === club).toSorted((a, b) => (a.upTo ?? 0) - (b.upTo ?? 0)),
    [topics, club],
  );
}

/** Whether the member may change this club: they began it, or animate its community. */
export function useOrganisesClub({ author, community }: Pick<Club, 'author' | 'community'>): boolean {
  const me = useMember()?.member;
  const tends = useTends(community);
  const membership = useRow('membership', community);
  return tends || (me !== undefined && author === me && (community === null || !!membership));
}

const BEGINNING: ReadonlySet<string> = new Set(['club.begin']);
/** By club, the state of the act that begins it, while the server has not answered. */
export const useBegunClubs = (): ReadonlyMap<string, ActState> => useUnsettled(BEGINNING, 'id');
