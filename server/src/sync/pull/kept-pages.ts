/**
 * Pages of whole pulls of shared scopes, kept in memory, so that a thousand first syncs read and pack them once.
 *
 * The pages that follow a cursor depend on nothing but the cursor and the state of the scope, and rev and era of its
 * counter name that state: each change of a row of the scope moves the counter in the same transaction (S12), and two
 * histories that branch off from one copy of the database never give a rev the same era (S14).
 */
import type { ScopeCursor } from '@egoejo/shared/sync/protocol.ts';
import { usable } from './positions.ts';
import { pagesOf } from './pages.ts';
import type { PageSource, PulledPage, PullRequest, Reader } from './pull-request.ts';
import type { Counter } from './scope-counters.ts';

/** Most bytes of page text kept in all, and of one run of pages. */
const MOST = 32 * 1024 * 1024;
const MOST_OF_ONE = 8 * 1024 * 1024;

export class KeptPages implements PageSource {
  /** Runs of pages from one cursor on, not always to the end; the one used longest ago first. */
  readonly #runs = new Map<string, readonly PulledPage[]>();
  #bytes = 0;

  /** Like `pagesOf`, which it calls for what is not kept. */
  pagesOf(asked: PullRequest, cursor: ScopeCursor, counter: Counter, reader: Reader): AsyncGenerator<PulledPage> {
    const begins = cursor.rev === 0 && cursor.from === undefined;
    const goesOn = cursor.from !== undefined && asked.sameEpoch && usable(cursor, counter);
    if (cursor.scope.startsWith('member:') || !(begins || goesOn)) return pagesOf(asked, cursor, counter, reader);
    const key = JSON.stringify([cursor, counter.rev, counter.era, asked.marks]);
    return this.#run(key, asked, cursor, counter, reader);
  }

  async *#run(
    key: string,
    asked: PullRequest,
    cursor: ScopeCursor,
    counter: Counter,
    reader: Reader,
  ): AsyncGenerator<PulledPage> {
    const pages = [...(this.#runs.get(key) ?? [])];
    const known = pages.length;
    yield* pages;
    const last = pages.at(-1);
    try {
      // The pages kept so far belong to the present epoch, so reading continues after them, even if the device sent
      // another epoch.
      const rest = last ? { ...asked, sameEpoch: true } : asked;
      if (!last?.done)
        for await (const page of pagesOf(rest, last?.cursor ?? cursor, counter, reader)) {
          pages.push(page);
          yield page;
        }
    } finally {
      if (pages.length > known) this.#keep(key, pages);
    }
  }

  #keep(key: string, pages: readonly PulledPage[]): void {
    let bytes = 0;
    const some = pages.filter((page) => (bytes += page.bytes) <= MOST_OF_ONE);
    this.#drop(key);
    this.#runs.set(key, some);
    this.#bytes += sizeOf(some);
    for (const oldest of this.#runs.keys()) {
      if (this.#bytes <= MOST) break;
      this.#drop(oldest);
    }
  }
  #drop(key: string): void {
    this.#bytes -= sizeOf(this.#runs.get(key) ?? []);
    this.#runs.delete(key);
  }
}
const sizeOf = (pages: readonly PulledPage[]): number => pages.reduce((sum, page) => sum + page.bytes, 0);
