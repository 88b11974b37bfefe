/** The rows of the projects that are on the screen. */
import { useMemo } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useActs, useUnsettled, type ActState } from '../sync/api/acts/activity.ts';
import { useRows } from '../sync/api/rows/live.ts';
import { pendingBoosts, PROPOSAL } from './pending.ts';
import type { RowBlock } from '../ui/lists/row-slots.ts';
import { useWindowRows } from '../ui/lists/window-rows.ts';
import { usePreloadedList } from './use-preloaded-list.ts';

export interface ProjectCards {
  projects: ReadonlyMap<string, Project>;
  tallies: ReadonlyMap<string, ProjectTally>;
  supports: ReadonlyMap<string, { grains: number }>;
  /** Grains of boosts without a verdict, by project. */
  pending: ReadonlyMap<string, number>;
  /** Proposals that the server has not answered, with their states. */
  unsent: ReadonlyMap<string, ActState>;
}
/**
 * The rows of a window of the list, whole blocks of `ids`. Rows seen before are kept until their new state is read, so
 * that scrolling never shows blanks.
 */
export function useProjectCards(ids: readonly string[], window: RowBlock): ProjectCards {
  const preloaded = usePreloadedList();
  const projects = useWindowRows('project', ids, window, preloaded?.projects);
  const tallies = useWindowRows('projectTally', ids, window, preloaded?.tallies);
  // There are only as many as the projects the member planted on, so all are read once instead of for each window.
  const mine = useRows('support');
  const supports = useMemo(() => new Map((mine ?? []).map((s) => [s.id, s])), [mine]);
  const acts = useActs();
  const pending = useMemo(() => pendingBoosts(acts), [acts]);
  const unsent = useUnsettled(PROPOSAL, 'id');
  return useMemo(
    () => ({ projects, tallies, supports, pending, unsent }),
    [projects, tallies, supports, pending, unsent],
  );
}
