/**
 * Pages go to storage while the next ones still arrive: what came during one transaction is committed by the next, all
 * at once. Pages of a scope that acts wait for are held together until that scope is done, so that base rows change
 * and overlays end in one transaction (S16).
 */
import type { PageLine } from '@egoejo/shared/sync/protocol.ts';

/** Pages waiting before the reader is asked to pause. */
const FULL = 8;

export interface Committer {
  /** Resolves when the next page may come. Throws what a commit threw. */
  push(page: PageLine): Promise<void>;
  /**
   * Commits all that is left. `whole` false: the answer broke off, and what is held is dropped, since a part of a scope
   * that acts wait for would show their effects twice; it comes again.
   */
  flush(whole: boolean): Promise<void>;
}

/** `commit` writes pages in order; `together`: more of this page's scope must come before it may be written. */
export function createCommitter(commit: (pages: PageLine[]) => Promise<void>, together: (page: PageLine) => boolean): Committer {
  let queue: PageLine[] = [];
  let held: PageLine[] = [];
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
  const start = (): Promise<void> => (running ??= pump());
  const settled = async (): Promise<void> => {
    await running;
    if (failure) throw failure.cause;
  };
  return {
    async push(page) {
      if (failure) throw failure.cause;
      held.push(page);
      if (together(page)) return;
      queue.push(...held);
      held = [];
      void start();
      if (queue.length >= FULL) await settled();
    },
    async flush(whole) {
      if (whole) queue.push(...held);
      held = [];
      if (queue.length > 0) void start();
      await settled();
    },
  };
}
