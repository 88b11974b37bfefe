/** Queries for Accueil, over the data on this device. */
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { phaseOf } from '@egoejo/shared/polls/phase.ts';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { furthestRead, type Position, type ReadingItem, type Story } from '@egoejo/shared/reading/model.ts';
import { useEffect, useState } from 'react';
import { keepLocally } from '../platform/quota-error.ts';
import { preloadedListOf } from '../projects/preloaded-list.ts';
import { useLive, useRows } from '../sync/api/live.ts';
import { useMember } from '../sync/api/session.ts';

/** Open polls, soonest closing first. `now`: the server's clock, ms. */
export function closingSoon(polls: readonly Poll[], now: number, limit: number): Poll[] {
  return polls
    .filter((p) => phaseOf(p, now) === 'open')
    .sort((a, b) => a.closesAt.localeCompare(b.closesAt))
    .slice(0, limit);
}

interface InReading {
  item: Pick<ReadingItem, 'id' | 'title' | 'words'>;
  /** The part read, in ten-thousandths. */
  at: number;
}
/** The text read last that is started and not finished, or null. */
export function resumeReading(items: readonly ReadingItem[], positions: readonly Position[]): InReading | null {
  const newest = [...positions].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  for (const position of newest) {
    const item = items.find((i) => i.id === position.text || i.story === position.text);
    const at = furthestRead(positions.filter((p) => p.text === position.text));
    if (item && item.finishedAt === null && at > 0 && at < 9_900) return { item, at };
  }
  return null;
}

const WORDS_A_MINUTE = 200;
export const minutesFor = (words: number): number => Math.max(1, Math.round(words / WORDS_A_MINUTE));

/** The shortest story in the interface's language, else the shortest of all: the first one to read, for 10 grains. */
export function firstStory(stories: readonly Story[], locale: string): Story | null {
  const readable = stories.filter((s) => s.words > 0 && s.state !== 'withdrawn').sort((a, b) => a.words - b.words);
  return readable.find((s) => s.language.startsWith(locale)) ?? readable[0] ?? null;
}

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
    const text = localStorage.getItem(STORED);
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
