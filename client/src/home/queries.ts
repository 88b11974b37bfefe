/** Queries for Accueil, over the data on this device. */
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useEffect, useState } from 'react';
import { keepLocally } from '../platform/storage/quota-error.ts';
import { preloadedListOf } from '../projects/preloaded-list.ts';
import { useLive, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useNow } from '../ui/text/clock.ts';
import { local } from '../platform/storage/local.ts';

interface Moved {
  projects: number;
  polls: number;
  closed: number;
  stories: number;
}
const STORED = 'egoejo.lastVisit';
interface Visits {
  /** ISO 8601; null: there was none. */
  before: string | null;
  now: string;
}
const SITTING_MS = 30 * 60_000;
/** The stored visits after this one. Half an hour without Accueil ends a sitting. */
export function nextVisits(kept: Visits | null, now: string): Visits {
  if (kept === null) return { before: null, now };
  return Date.parse(now) - Date.parse(kept.now) > SITTING_MS ? { before: kept.now, now } : { before: kept.before, now };
}
/** When Accueil was last seen in an earlier sitting, ISO 8601; null on the first. */
export function useLastVisit(): string | null {
  const [visits] = useState(() => {
    const text = local().getItem(STORED);
    return nextVisits(text === null ? null : (JSON.parse(text) as Visits), new Date().toISOString());
  });
  useEffect(() => keepLocally(STORED, JSON.stringify(visits)), [visits]);
  return visits.before;
}

/** What is new since `last`; undefined until read, null on a first visit. */
export function useMoved(last: string | null): Moved | null | undefined {
  const projects = useLive(
    async (db) =>
      last === null
        ? 0
        : db.project
            .where('createdAt')
            .above(last)
            .filter((p) => p.status === 'published')
            .count(),
    [last],
  );
  const polls = useRows('poll');
  const stories = useRows('story');
  if (last === null) return null;
  if (projects === undefined || !polls || !stories) return undefined;
  return {
    projects,
    polls: polls.filter((p) => p.state === 'open' && (p.opensAt ?? p.createdAt) > last).length,
    closed: polls.filter((p) => p.state === 'closed' && p.closesAt > last && p.createdAt < last).length,
    stories: stories.filter((s) => s.createdAt > last).length,
  };
}

/** For how long a project of the member's communities is new, and how many of the newest are looked at. */
const NEW_MS = 30 * 86_400_000;
const LOOKED_AT = 60;
/** The newest projects of the member's communities, without the member's own. */
export function useNewProjects(limit: number): { project: Project; tally: ProjectTally | undefined }[] | undefined {
  const member = useMember()?.member;
  const memberships = useRows('membership');
  const own = memberships?.map((m) => m.id).join();
  // By the hour, so that the query does not run each minute.
  const since = new Date(Math.floor((useNow() - NEW_MS) / 3_600_000) * 3_600_000).toISOString();
  return useLive(
    async (db) => {
      if (own === undefined) return undefined;
      const mine = new Set(own.split(','));
      const rows = await db.project.where('createdAt').above(since).reverse().limit(LOOKED_AT).toArray();
      const newest = rows
        .filter((p) => p.status === 'published' && mine.has(p.community) && p.author !== member)
        .slice(0, limit);
      const tallies = await db.projectTally.bulkGet(newest.map((p) => p.id));
      return newest.map((project, i) => ({ project, tally: tallies[i] }));
    },
    [own, member, since, limit],
  );
}

/** The projects with the best scores on this device. */
export function useBestProjects(limit: number): { project: Project; tally: ProjectTally }[] | undefined {
  const live = useLive(
    async (db) => {
      const tallies = await db.projectTally
        .orderBy('score')
        .reverse()
        .limit(limit * 2)
        .toArray();
      const rows = await db.project.bulkGet(tallies.map((x) => x.id));
      return published(tallies, (_, i) => rows[i], limit);
    },
    [limit],
  );
  const preloaded = preloadedListOf(useMember()?.member ?? null);
  return (
    live ??
    (preloaded
      ? published([...preloaded.tallies.values()], (tally) => preloaded.projects.get(tally.id), limit)
      : undefined)
  );
}
const published = (
  tallies: readonly ProjectTally[],
  projectOf: (tally: ProjectTally, i: number) => Project | undefined,
  limit: number,
) =>
  tallies
    .flatMap((tally, i) => {
      const project = projectOf(tally, i);
      return project?.status === 'published' ? [{ project, tally }] : [];
    })
    .slice(0, limit);
