/** Cursors as the device stores them. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { PageLine, ScopeCursor } from '../protocol.ts';

/**
 * One cursor of a scope and its state on this device. A scope may have several cursors, with disjoint entities (S14).
 *
 * | state | fields | next |
 * |---|---|---|
 * | new | `cursor.rev` 0 | a whole pull begins: its pages are marked with the number of the exchange |
 * | whole pull | `cursor.from` set, `done` false | the last page: rows without the mark are deleted if `sweep` is set |
 * | behind | `done` false | further pages |
 * | up to date | `done` true | pages after later changes |
 * | frozen | `frozen` true | as before, once the eco level asks for its entities again |
 * | stale | `stale` true | a whole pull, in the new history (S29) |
 */
export interface Part {
  cursor: ScopeCursor;
  /** The server said that nothing at or below `cursor.rev` is left, and no whole pull is running. */
  done: boolean;
  /** The number of the whole pull that is running or ran last; its rows carry it. */
  mark: number;
  /** Rows existed before that whole pull: those without its mark are deleted when it is done. */
  sweep: boolean;
  /** These entities are not asked for at this eco level: the cursor keeps its position and is not sent. */
  frozen: boolean;
  /**
   * The position is in a history that the server has lost, and no page of the new history has come yet (S29). It is
   * meaningless, and the cursor restarts from the beginning.
   */
  stale?: boolean;
}
export interface CursorRow {
  scope: Scope;
  parts: Part[];
  /**
   * Pages of the own scope that arrived while acts wait for it and more pages were due. They are written together with
   * the last one (S16).
   */
  ahead?: PageLine[];
}
