/**
 * Writes pages to storage while the next ones still arrive: pages that came during one transaction are committed
 * together by the next. If acts wait for a scope, its pages wait until the scope is done, so that base rows change and
 * overlays end in one transaction (S16).
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { PageLine } from '../protocol.ts';

/** Number of waiting pages at which the reader pauses. */
const MOST_WAITING = 8;

export interface Committer {
  /** Resolves when the next page may come. Rethrows the error of a failed commit. */
  push(page: PageLine): Promise<void>;
  /** Resolves when everything that may be written is written. */
  settled(): Promise<void>;
  /**
   * Ends the answer; `whole`: the server said that nothing is left.
   * @returns the unwritten pages of a scope that is not done.
   */
  end(whole: boolean): Promise<PageLine[]>;
}

/**
 * Adds a page to those that wait. A pull that restarts replaces the waiting pages of an earlier pull of the same rows
 * and takes over its start.
 */
function joined(waiting: readonly PageLine[], page: PageLine): PageLine[] {
  const entities = canonicalJson(page.cursor.entities);
  const isEarlier = (p: PageLine): boolean => page.whole && canonicalJson(p.cursor.entities) === entities;
  const after = waiting.find(isEarlier)?.after ?? page.after;
  return [...waiting.filter((p) => !isEarlier(p)), { ...page, after }];
}

/**
 * `commit` writes pages in order. `together`: more of this page's scope must arrive before it may be written.
 * `waiting`: pages of an unfinished scope that earlier answers brought.
 */
export function createCommitter(
  commit: (pages: PageLine[]) => Promise<void>,
  together: (page: PageLine) => boolean,
  waiting: PageLine[] = [],
): Committer {
  let queue: PageLine[] = [];
  let running: Promise<void> | null = null;
  let failure: { cause: unknown } | null = null;
  const pump = async (): Promise<void> => {
    while (queue.length > 0 && !failure) {
      const pages = queue;
      queue = [];
      try {
        await commit(pages);
      } catch (cause) {
        failure = { cause };
      }
    }
    running = null;
  };
  const release = (): void => {
    queue.push(...waiting);
    waiting = [];
    if (queue.length > 0) running ??= pump();
  };
  const settled = async (): Promise<void> => {
    await running;
    if (failure) throw failure.cause;
  };
  return {
    async push(page) {
      if (failure) throw failure.cause;
      // A server sends all it has of a scope before the next one (S15).
      if (waiting[0] && waiting[0].scope !== page.scope) release();
      waiting = joined(waiting, page);
      if (together(page)) return;
      release();
      if (queue.length >= MOST_WAITING) await settled();
    },
    settled,
    async end(whole) {
      if (whole) release();
      await settled();
      return waiting;
    },
  };
}
