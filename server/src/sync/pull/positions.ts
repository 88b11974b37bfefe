/** What a device's position in a scope is worth beside the scope's counter (S14). */
import { END_OF_REV, type Scope, type ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import type { Counter } from './scope-counters.ts';

/**
 * True when all tombstones that this position still needs exist: those from the next rev on, or from its own rev if the
 * position is inside one (S14).
 */
const overFloor = (c: ScopeCursor, floor: number | null): boolean =>
  (c.from !== undefined || c.table === END_OF_REV ? (c.from ?? c.rev) + 1 : c.rev) >= (floor ?? 0);
/** Whether the position is before the first row. One at rev 0 may also be after the last: of a scope without rows. */
export const isBeginning = (c: ScopeCursor): boolean => c.rev === 0 && c.table === '';
/** How far a device has seen the scope: during a whole pull, `from` may be above the position. */
export const seenOf = (c: ScopeCursor): number => Math.max(c.from ?? 0, c.rev);

/**
 * Whether the device's position belongs to this database's history: not above the counter, and not in an era that is
 * unknown here or ended here at an earlier rev (S14). Otherwise the device has read another history that branched off
 * from an older state of this one.
 */
export function isOurs(c: ScopeCursor, counter: Counter): boolean {
  const seen = seenOf(c);
  const until =
    c.mark === undefined || c.mark === counter.era || seen === 0 ? Infinity : (counter.ended?.[c.mark] ?? -1);
  return seen <= Math.min(counter.rev ?? 0, until);
}

/**
 * A position that is below the floor or from another history is meaningless here, so its scope is pulled whole (S14).
 */
export const usable = (c: ScopeCursor, counter: Counter): boolean =>
  !(isBeginning(c) && c.from === undefined) && overFloor(c, counter.floor) && isOurs(c, counter);

/**
 * True when the device may see all of its scopes and has nothing left to fetch in any. `marks`: a cursor without an era
 * is not idle, because it still has to receive one.
 */
export function isIdle(
  cursors: readonly ScopeCursor[],
  counters: ReadonlyMap<Scope, Counter>,
  marks: boolean,
): boolean {
  return cursors.every((c) => {
    const counter = counters.get(c.scope);
    return (
      counter?.visible === true &&
      counter.rev !== null &&
      c.from === undefined &&
      c.table === END_OF_REV &&
      c.rev === counter.rev &&
      overFloor(c, counter.floor) &&
      (c.mark === undefined ? !marks : c.mark === counter.era)
    );
  });
}
