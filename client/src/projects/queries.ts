/** Queries over the projects on this device. */
import { useMemo } from 'react';
import { FIRST_CURRENCY } from './proposal.ts';
import type { EntityRow } from '@egoejo/shared/registry.ts';
import { mergeRows, useLive, useOverlay, useRow, useRows } from '../sync/api/rows/live.ts';

/** Categories on this device, in alphabetical order. */
export const useCategories = (): string[] =>
  useLive(async (db) => (await db.project.orderBy('category').uniqueKeys()).map(String).filter((c) => c !== ''), []) ??
  [];

/**
 * The categories that a community offers: its animators' list, else those of its projects on this device; without a
 * community, of all projects here.
 */
export function useOfferedCategories(community: string): readonly string[] {
  const listed = useRow('community', community)?.categories ?? [];
  const all = useCategories();
  const own = useLive(
    async (db) => [...new Set((await db.project.where({ community }).toArray()).map((p) => p.category))],
    [community],
  );
  if (listed.length > 0) return listed;
  const used = (community === '' ? all : (own ?? [])).filter((c) => c !== '');
  return used.toSorted((a, b) => a.localeCompare(b));
}

/** The currency of most costs in that community, or on this device while none is chosen. */
export function useUsualCurrency(community: string): string {
  const projects = useRows('project');
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const p of projects ?? [])
      if (p.cost && (community === '' || p.community === community))
        counts.set(p.cost.currency, (counts.get(p.cost.currency) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? FIRST_CURRENCY;
  }, [projects, community]);
}

/** The rows of a small entity that belong to a project, as shown. */
function useRowsOf<E extends 'projectNeed' | 'projectEdit'>(e: E, project: string): EntityRow<E>[] | undefined {
  const over = useOverlay().rows.get(e);
  const base = useLive(
    (db) => db.table<EntityRow<E>, string>(e).where('project').equals(project).toArray(),
    [e, project],
  );
  return useMemo(() => base && mergeRows<E>(base, over).filter((r) => r.project === project), [base, over, project]);
}
/** What a project needs: what was not found yet first. */
export const useNeeds = (project: string) => {
  const rows = useRowsOf('projectNeed', project);
  return useMemo(() => rows?.toSorted((a, b) => Number(a.met) - Number(b.met) || (a.id < b.id ? -1 : 1)), [rows]);
};
/** The edits of a published project, newest first. */
export const useEdits = (project: string) => {
  const rows = useRowsOf('projectEdit', project);
  return useMemo(() => rows?.toSorted((a, b) => b.at.localeCompare(a.at)), [rows]);
};

/** Open and closed polls that concern a project, open ones first, soonest closing first. */
export function usePollsOf(project: string) {
  const polls = useRows('poll');
  return useMemo(
    () =>
      (polls ?? [])
        .filter((p) => p.state !== 'draft' && (p.project === project || p.options.some((o) => o.project === project)))
        .sort((a, b) =>
          a.state === b.state
            ? a.closesAt.localeCompare(b.closesAt)
            : a.state === 'open'
              ? -1
              : b.state === 'open'
                ? 1
                : 0,
        ),
    [polls, project],
  );
}
