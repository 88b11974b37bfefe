/** A Dexie cursor over a list in memory. */
import { Dexie, type DBCoreCursor, type DBCoreTransaction } from 'dexie';
import { compareKeys, type IndexKey } from './chunk.ts';

export interface Listed {
  key: IndexKey;
  id: string;
  row?: unknown;
}

/** A cursor at the first of `list`, which is in the order of `reverse` and not empty. */
export function listCursor(trans: DBCoreTransaction, list: readonly Listed[], reverse: boolean): DBCoreCursor {
  let at = 0;
  let stopped = false;
  let running = false;
  let moved = false;
  let onNext = (): void => undefined;
  let resolve: (value?: unknown) => void = () => undefined;
  let reject: (cause: unknown) => void = () => undefined;
  // `continue` is usually called from `onNext`: a loop, so that a long list does not nest the calls.
  const run = (): void => {
    running = true;
    do {
      moved = false;
      if (stopped) break;
      if (at >= list.length) cursor.stop();
      else
        try {
          onNext();
        } catch (cause) {
          cursor.fail(cause as Error);
        }
    } while (moved);
    running = false;
  };
  const moveTo = (next: number): void => {
    at = next;
    moved = true;
    if (!running) run();
  };
  const compare = (a: IndexKey, b: IndexKey): number => (reverse ? -compareKeys(a, b) : compareKeys(a, b));
  const cursor: DBCoreCursor = {
    trans,
    get key() {
      return list[at]?.key;
    },
    get primaryKey() {
      return list[at]?.id;
    },
    get value() {
      return list[at]?.row;
    },
    get done() {
      return at >= list.length;
    },
    continue(key?: IndexKey) {
      if (key === undefined) return moveTo(at + 1);
      let next = at + 1;
      while (next < list.length && compare(list[next]!.key, key) < 0) next++;
      return moveTo(next);
    },
    continuePrimaryKey(key: IndexKey, id: string) {
      const before = (entry: Listed): boolean => (compare(entry.key, key) || compare(entry.id, id)) < 0;
      let next = at + 1;
      while (next < list.length && before(list[next]!)) next++;
      moveTo(next);
    },
    advance: (count) => moveTo(at + count),
    start: (next) =>
      new Dexie.Promise<unknown>((done, failed) => {
        onNext = next;
        resolve = done;
        reject = failed;
        run();
      }),
    stop(value) {
      stopped = true;
      resolve(value);
    },
    next() {
      return cursor.start(() => cursor.stop()).then(() => cursor);
    },
    fail(error) {
      stopped = true;
      reject(error);
    },
  };
  return cursor;
}
