/** Reads of the projects on this device. */
import { useMemo, useState } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useActs } from '../sync/activity.ts';
import { useLive, useRows, useRowsByIds } from '../sync/live.ts';
import { useMember } from '../sync/session.ts';
import { useNow } from '../ui/clock.ts';
import { idsBy } from './keys.ts';
import { backwards, byClosing, closings, narrow, type ProjectFilter } from './list.ts';
import { pendingBoosts } from './pending.ts';

/** What a first paint asks for: no more than a screen or two. */
const FIRST = 50;

/** All ids by the filter's order, from the index alone; the best 50 first, so that something shows at once. */
function useOrder(sort: ProjectFilter['sort']): readonly string[] | undefined {
  const newest = sort === 'newest';
  const first = useLive((db) => (newest ? db.project.orderBy('createdAt') : db.projectTally.orderBy('score')).reverse().limit(FIRST).primaryKeys(), [newest]);
  const all = useLive(async (db) => backwards(await (newest ? idsBy(db, 'project', 'createdAt') : idsBy(db, 'projectTally', 'score'))), [newest]);
  return all ?? first;
}

/** Projects this member proposed, published or not, queued ones first. */
function useProposals(): string[] {
  const who = useMember();
  const acts = useActs();
  const base = useLive((db) => (who ? db.project.where('author').equals(who.member).primaryKeys() : Promise.resolve([])), [who?.member]);
  return useMemo(() => {
    const queued = acts.filter((a) => a.name === 'project.propose' && a.state !== 'refused' && typeof a.args.id === 'string').map((a) => String(a.args.id));
    return [...new Set([...queued, ...(base ?? [])])];
  }, [acts, base]);
}

/**
 * Ids of the projects to list, in order; undefined until known. `found`: answers of a search, best first; null when
 * there is none.
 */
export function useProjectIds(filter: ProjectFilter, found: readonly string[] | null): readonly string[] | undefined {
  const order = useOrder(filter.sort);
  const proposals = useProposals();
  const supports = useRows('support');
  const polls = useRows('poll');
  const now = useNow();
  const { category, community, mine, sort } = filter;
  const newest = sort === 'newest';
  const ofCategory = useLive(async (db) => (category ? new Set(await idsBy(db, 'project', 'category', category)) : null), [category]);
  const ofCommunity = useLive(async (db) => (community ? new Set(await idsBy(db, 'project', 'community', community)) : null), [community]);
  return useMemo(() => {
    if (!order || (category && !ofCategory) || (community && !ofCommunity)) return undefined;
    const sets = [ofCategory, ofCommunity, mine ? new Set<string>([...proposals, ...(supports ?? []).map((s) => s.id)]) : null].filter((s) => s instanceof Set);
    // Proposals have no score, so only the index by age holds them; « les miens » alone shows them. A few compares a row,
    // since looking 10,000 new strings up in a set would hash them all (12 ms at full speed).
    const others = newest && proposals.length > 0 ? order.filter((id) => !proposals.includes(id)) : order;
    const base = mine ? [...proposals, ...others] : others;
    const listed = narrow(found ?? base, sets);
    return sort === 'closing' && found === null ? byClosing(listed, closings(polls ?? [], now)) : listed;
  }, [order, category, community, ofCategory, ofCommunity, mine, sort, newest, proposals, supports, polls, found, now]);
}

/** Categories on this device, in order of the alphabet. */
export const useCategories = (): string[] => useLive(async (db) => (await db.project.orderBy('category').uniqueKeys()).map(String).filter((c) => c !== ''), []) ?? [];

export interface ProjectCards {
  projects: ReadonlyMap<string, Project>;
  tallies: ReadonlyMap<string, ProjectTally>;
  supports: ReadonlyMap<string, { grains: number }>;
  /** Grains of boosts without a verdict, by project. */
  pending: ReadonlyMap<string, number>;
}
const NONE: ReadonlyMap<string, never> = new Map<string, never>();
/** The rows of a window of the list. Rows seen before stay until their new state is read: scrolling never blanks. */
export function useProjectCards(ids: readonly string[]): ProjectCards {
  const projects = useKept(useRowsByIds('project', ids));
  const tallies = useKept(useRowsByIds('projectTally', ids));
  const supports = useRowsByIds('support', ids) ?? NONE;
  const acts = useActs();
  const pending = useMemo(() => pendingBoosts(acts), [acts]);
  return useMemo(() => ({ projects, tallies, supports, pending }), [projects, tallies, supports, pending]);
}
/** At most this many rows are kept beyond the window. */
const KEPT = 400;
function useKept<T>(rows: ReadonlyMap<string, T> | undefined): ReadonlyMap<string, T> {
  const [state, setState] = useState<{ of: unknown; kept: ReadonlyMap<string, T> }>({ of: null, kept: NONE });
  if (rows === undefined || state.of === rows) return state.kept;
  const kept = new Map([...[...state.kept].filter(([id]) => !rows.has(id)).slice(-KEPT), ...rows]);
  setState({ of: rows, kept });
  return kept;
}

/** How many projects this device holds; undefined until counted. */
export const useProjectCount = (): number | undefined => useLive((db) => db.projectTally.count(), []);

/** Open and closed polls a project stands in, open ones first, soonest closing first. */
export function usePollsOf(project: string) {
  const polls = useRows('poll');
  return useMemo(
    () =>
      (polls ?? [])
        .filter((p) => p.state !== 'draft' && (p.project === project || p.options.some((o) => o.project === project)))
        .sort((a, b) => (a.state === b.state ? a.closesAt.localeCompare(b.closesAt) : a.state === 'open' ? -1 : b.state === 'open' ? 1 : 0)),
    [polls, project],
  );
}
