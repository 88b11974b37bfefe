/** The rows of the projects that are on the screen. */
import { useMemo, useState } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useActs } from '../sync/api/activity.ts';
import { useRows, useRowsByIds } from '../sync/api/live.ts';
import { pendingBoosts } from './pending.ts';
import { usePreloadedList } from './use-preloaded-list.ts';

export interface ProjectCards {
  projects: ReadonlyMap<string, Project>;
  tallies: ReadonlyMap<string, ProjectTally>;
  supports: ReadonlyMap<string, { grains: number }>;
  /** Grains of boosts without a verdict, by project. */
  pending: ReadonlyMap<string, number>;
}
const NONE: ReadonlyMap<string, never> = new Map<string, never>();
/**
 * The rows of a window of the list. Rows seen before are kept until their new state is read, so that scrolling never
 * shows blanks.
 */
export function useProjectCards(ids: readonly string[]): ProjectCards {
  const preloaded = usePreloadedList();
  const projects = useKept(useRowsByIds('project', ids), preloaded?.projects);
  const tallies = useKept(useRowsByIds('projectTally', ids), preloaded?.tallies);
  // There are only as many as the projects the member planted on, so all are read once instead of for each window.
  const mine = useRows('support');
  const supports = useMemo(() => new Map((mine ?? []).map((s) => [s.id, s])), [mine]);
  const acts = useActs();
  const pending = useMemo(() => pendingBoosts(acts), [acts]);
  return useMemo(() => ({ projects, tallies, supports, pending }), [projects, tallies, supports, pending]);
}
/** The most rows kept beyond the window. */
const KEPT = 400;
function useKept<T>(
  rows: ReadonlyMap<string, T> | undefined,
  first: ReadonlyMap<string, T> = NONE,
): ReadonlyMap<string, T> {
  const [state, setState] = useState<{ of: unknown; kept: ReadonlyMap<string, T> }>({ of: null, kept: first });
  if (rows === undefined || state.of === rows) return state.kept;
  const kept = new Map([...[...state.kept].filter(([id]) => !rows.has(id)).slice(-KEPT), ...rows]);
  setState({ of: rows, kept });
  return kept;
}
