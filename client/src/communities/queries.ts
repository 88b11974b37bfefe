/** Queries over one community on this device. */
import type { Community, Membership } from '@egoejo/shared/communities/model.ts';
import { endOf } from '@egoejo/shared/meetings/model.ts';
import { useMemo } from 'react';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { useLive, useRow, useRows } from '../sync/api/rows/live.ts';
import { useNow } from '../ui/text/clock.ts';
import { useMember } from '../sync/api/session/session.ts';

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

/** How many of its meetings are still to come, or go on. */
export function useComingMeetings(community: string): number {
  const meetings = useRows('meeting');
  const now = useNow();
  return (meetings ?? []).filter((m) => m.community === community && m.state === 'planned' && endOf(m) > now).length;
}

/** How many topics its forum has. */
export const useTopicCount = (community: string): number =>
  (useRows('topic') ?? []).filter((t) => t.community === community && t.club === null && t.title !== '').length;

/** How many rooms it has that take messages. */
export const useRoomCount = (community: string): number =>
  (useRows('room') ?? []).filter((r) => r.community === community && !r.closed).length;

export interface Listed {
  community: Community;
  /** The member's own role in it, or null. */
  role: Membership['role'] | null;
}
/** Acts about one's own membership. */
export const MEMBERSHIP: ReadonlySet<string> = new Set(['community.join', 'community.leave']);

/** The communities on this device whose name or summary contains `search`: the member's own, the others, archived ones. */
export function useCommunityList(search: string): { own: Listed[]; others: Listed[]; archived: Listed[] } | undefined {
  const communities = useRows('community');
  const memberships = useRows('membership');
  return useMemo(() => {
    if (!communities || !memberships) return undefined;
    const roles = new Map<string, Membership['role']>(memberships.map((m) => [m.id, m.role]));
    const wanted = fold(search.trim());
    const all = communities
      .filter((c) => fold(`${c.name} ${c.summary}`).includes(wanted))
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((community) => ({ community, role: roles.get(community.id) ?? null }));
    const open = all.filter((l) => !l.community.archivedAt);
    return {
      own: open.filter((l) => l.role !== null),
      others: open.filter((l) => l.role === null),
      archived: all.filter((l) => l.community.archivedAt),
    };
  }, [communities, memberships, search]);
}

/** True for a member who animates every community, and so may make new ones. */
export function useAnimatesAll(): boolean {
  const profile = useRow('profile', useMember()?.member);
  return profile?.roles.some((r) => r === 'animator' || r === 'administrator') ?? false;
}

/**
 * True for a member who may edit this community, appoint its animators and print its poster.
 * @param community null: what belongs to all
 */
export function useTends(community: string | null): boolean {
  const all = useAnimatesAll();
  const membership = useRow('membership', community);
  return all || membership?.role === 'animator';
}
