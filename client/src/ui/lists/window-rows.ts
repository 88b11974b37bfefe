/** The rows of a long list that are near the screen. */
import { useMemo, useState } from 'react';
import type { EntityName, EntityRow } from '@egoejo/shared/registry.ts';
import { useRowsByIds } from '../../sync/api/rows/live.ts';
import { inSlots, type RowBlock, type Slots } from './row-slots.ts';

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
/**
 * The rows of a window of `ids`, in whole blocks. Rows seen before are kept until their new state is read, so that
 * scrolling never shows blanks. `first`: rows known before any are read.
 */
export const useWindowRows = <E extends EntityName>(
  e: E,
  ids: readonly string[],
  window: RowBlock,
  first?: ReadonlyMap<string, EntityRow<E>>,
): ReadonlyMap<string, EntityRow<E>> => useKept(useSlots(e, inSlots(ids, window)), first);

/**
 * Reads each slot by itself: when the window moves by a block, only that block is read. IndexedDB answers each row by
 * itself, so that reading the whole window again would be a long task.
 */
function useSlots<E extends EntityName>(e: E, [s0, s1, s2, s3]: Slots): ReadonlyMap<string, EntityRow<E>> | undefined {
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
