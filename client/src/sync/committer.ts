/**
 * Pages go to storage while the next ones still arrive: what came during one transaction is committed by the next, all
 * at once. Pages of a scope that acts wait for are held together until that scope is done, so that base rows change
 * and overlays end in one transaction (S16).
 */
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import type { PageLine } from '@egoejo/shared/sync/protocol.ts';

/** Pages waiting before the reader is asked to pause. */
const FULL = 8;

export interface Committer {
  /** Resolves when the next page may come. Throws what a commit threw. */
  push(page: PageLine): Promise<void>;
  /** Resolves when all that may be written is. */
  settled(): Promise<void>;
  /** The answer is over; `whole`: it said that nothing is left. Gives back, unwritten, the pages of a scope that is not done. */
  end(whole: boolean): Promise<PageLine[]>;
}

/** A pull that begins anew makes void what is held of an earlier one of the same rows: it starts where that did. */
function joined(held: readonly PageLine[], page: PageLine): PageLine[] {
  const entities = canonicalJson(page.cursor.entities);
  const isEarlier = (p: PageLine): boolean => page.whole && canonicalJson(p.cursor.entities) === entities;
  const after = held.find(isEarlier)?.after ?? page.after;
  return [...held.filter((p) => !isEarlier(p)), { ...page, after }];
}

/** `commit` writes pages in order; `together`: more of this page's scope must come before it may be written; `held`: what earlier answers brought of one. */
export function createCommitter(commit: (pages: PageLine[]) => Promise<void>, together: (page: PageLine) => boolean, held: PageLine[] = []): Committer {
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
    queue.push(...held);
    held = [];
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
      if (held[0] && held[0].scope !== page.scope) release();
      held = joined(held, page);
      if (together(page)) return;
      release();
      if (queue.length >= FULL) await settled();
    },
    settled,
    async end(whole) {
      if (whole) release();
      await settled();
      return held;
    },
  };
}
