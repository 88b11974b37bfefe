/** Queries for animators: the communities they animate, their drafts and the open polls there. */
import { useMemo } from 'react';
import type { Community } from '@egoejo/shared/communities/model.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { useLive, useRow, useRows, useRowsByIds } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { isCopyable, projectsOf, type Candidate, type PollForm } from './poll-form.ts';

export interface Animated {
  /** A global animator: every community, and polls of all communities. */
  whole: boolean;
  communities: Community[];
}
/** What the member animates; null: nothing. */
export function useAnimated(): Animated | null | undefined {
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const communities = useRows('community');
  return useMemo(() => {
    if (who === null) return null;
    if (profile === undefined || !memberships || !communities) return undefined;
    const whole = profile?.roles.some((r) => r === 'animator' || r === 'administrator') ?? false;
    const mine = new Set<string>(memberships.filter((m) => m.role === 'animator').map((m) => m.id));
    const shown = communities.filter((c) => whole || mine.has(c.id)).toSorted((a, b) => a.name.localeCompare(b.name));
    return whole || shown.length > 0 ? { whole, communities: shown } : null;
  }, [who, profile, memberships, communities]);
}

/**
 * Drafts of this member, open polls of the communities they animate (soonest closing first), and their ended polls that
 * can be copied (newest first).
 */
export function useAnimatedPolls(animated: Animated) {
  const polls = useRows('poll');
  return useMemo(() => {
    const own = new Set<string>(animated.communities.map((c) => c.id));
    const all = polls ?? [];
    const animates = (p: Poll): boolean => (p.community === null ? animated.whole : own.has(p.community));
    return {
      drafts: all.filter((p) => p.state === 'draft').toSorted((a, b) => b.createdAt.localeCompare(a.createdAt)),
      open: all
        .filter((p) => p.state === 'open' && animates(p))
        .toSorted((a, b) => a.closesAt.localeCompare(b.closesAt)),
      ended: all
        .filter((p) => (p.state === 'closed' || p.state === 'cancelled') && animates(p) && isCopyable(p))
        .toSorted((a, b) => b.closesAt.localeCompare(a.closesAt)),
    };
  }, [polls, animated]);
}

/** Whether every voter of a poll may see a project: it is published there, for '' in any public community. */
const fits = (p: Pick<Project, 'status' | 'community'>, community: string, open: ReadonlySet<string>): boolean =>
  p.status === 'published' && (community === '' ? open.has(p.community) : p.community === community);
const openOnes = (communities: readonly Community[]): Set<string> =>
  new Set(communities.filter((c) => c.visibility === 'public').map((c) => c.id));

/** Projects of a community on this device ('': of all) that a poll there may be about, by title. */
export const useCandidates = (community: string): Candidate[] =>
  useLive(
    async (db) => {
      const open = openOnes(await db.community.toArray());
      const rows = await (community === ''
        ? db.project.toArray()
        : db.project.where('community').equals(community).toArray());
      return rows
        .filter((p) => fits(p, community, open))
        .sort((a, b) => a.title.localeCompare(b.title))
        .map((p) => ({ id: String(p.id), title: p.title, cost: p.cost }));
    },
    [community],
  ) ?? [];

/** A project that a form names; `fits`: all voters may see it. */
export interface NamedProject {
  title: string;
  fits: boolean;
}
export type NamedProjects = ReadonlyMap<string, NamedProject>;
/** Those projects that the form names and this device has. */
export function useNamedProjects(form: PollForm): NamedProjects {
  const rows = useRowsByIds('project', projectsOf(form));
  const communities = useRows('community');
  return useMemo(() => {
    const open = openOnes(communities ?? []);
    return new Map(
      [...(rows?.values() ?? [])].map((p) => [p.id, { title: p.title, fits: fits(p, form.community, open) }]),
    );
  }, [rows, communities, form.community]);
}

/** The titles of a community's projects on this device. */
export const useTitles = (community: string) =>
  useLive(
    async (db) => (await db.project.where('community').equals(community).toArray()).map((p) => p.title),
    [community],
  );
