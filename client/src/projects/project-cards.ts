/** The rows of the projects that are on the screen. */
import { useMemo, useState } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import type { EntityRow } from '@egoejo/shared/registry.ts';
import { useActs } from '../sync/api/activity.ts';
import { useRows, useRowsByIds } from '../sync/api/live.ts';
import { pendingBoosts } from './pending.ts';
import { inSlots, type RowBlock, type Slots } from './row-slots.ts';
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
 * The rows of a window of the list, whole blocks of `ids`. Rows seen before are kept until their new state is read, so
 * that scrolling never shows blanks.
 */
export function useProjectCards(ids: readonly string[], window: RowBlock): ProjectCards {
  const preloaded = usePreloadedList();
  const slots = inSlots(ids, window);
  const projects = useKept(useSlots('project', slots), preloaded?.projects);
  const tallies = useKept(useSlots('projectTally', slots), preloaded?.tallies);
  // There are only as many as the projects the member planted on, so all are read once instead of for each window.
  const mine = useRows('support');
  const supports = useMemo(() => new Map((mine ?? []).map((s) => [s.id, s])), [mine]);
  const acts = useActs();
  const pending = useMemo(() => pendingBoosts(acts), [acts]);
  return useMemo(() => ({ projects, tallies, supports, pending }), [projects, tallies, supports, pending]);
}
/**
 * Reads each slot by itself: when the window moves by a block, only that block is read. IndexedDB answers each row by
 * itself, so that reading the whole window again would be a long task.
 */
function useSlots<E extends 'project' | 'projectTally'>(
  e: E,
  [s0, s1, s2, s3]: Slots,
): ReadonlyMap<string, EntityRow<E>> | undefined {
  const [a, b] = [useRowsByIds(e, s0), useRowsByIds(e, s1)];
  const [c, d] = [useRowsByIds(e, s2), useRowsByIds(e, s3)];
  return useMemo(() => {
    const read = [a, b, c, d].filter((rows) => rows !== undefined);
    return read.length === 0 ? undefined : new Map(read.flatMap((rows) => [...rows]));
  }, [a, b, c, d]);
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
