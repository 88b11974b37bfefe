/**
 * Everything the engine needs from outside: clock, randomness, network, locks, storage. The browser's version is in
 * `browser-env.ts`; the simulator (S28) and the tests supply their own and run the very same modules.
 */
import type { MutationKey } from '@egoejo/shared/platform/ids.ts';

/** Locks with one holder at a time for each name, over all tabs and the service worker (S18). */
export interface SyncLocks {
  /**
   * Runs `work` while holding the lock. Waits `patienceMs` for the current holder, then steals the lock, so that a
   * frozen tab does not block the others. `signal` aborts when the lock was stolen from this very holder.
   */
  hold<T>(name: string, patienceMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** What happens on an open channel. */
export interface LiveHears {
  opened(): void;
  message(text: string): void;
  /** It was refused, broke, or the other side closed it; nothing follows. */
  closed(code: number): void;
}
export interface LiveLine {
  send(text: string): void;
  /** Nothing is heard afterwards. */
  close(): void;
}

export interface Env {
  /** The version of this client, sent with each exchange; absent where the client was not built. */
  build?: string | undefined;
  /** Device clock, ms since 1970. It is shown and used to measure time, but never trusted. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  newKey(): MutationKey;
  /** Runs `run` once after `ms`; the returned function cancels it. */
  setTimer(run: () => void, ms: number): () => void;
  fetch(path: string, init: RequestInit): Promise<Response>;
  locks: SyncLocks;
  /** The browser stores nothing: what this environment keeps is in memory and ends with the page. */
  inMemory?: boolean;
  indexedDB: IDBFactory;
  keyRange: typeof IDBKeyRange;
  /** The browser's hint (S19): false means certainly offline, true means nothing. */
  online(): boolean;
  visible(): boolean;
  /** Calls `run` at each such event; the returned function removes the listener. */
  on(event: 'online' | 'visible' | 'hidden', run: () => void): () => void;
  /** Fires `online` in this page, because the server answers again. */
  returned(): void;
  /** Opens a channel to this server, in both directions (S25). null where there is none. */
  openLive: ((path: string, protocol: string, hears: LiveHears) => LiveLine) | null;
  /** Asks the browser not to evict this origin; false when it declines (S23). */
  persist(): Promise<boolean>;
  estimate(): Promise<{ usage: number; quota: number }>;
  caches: CacheStorage | null;
  /** Registers one Background Sync; does nothing where the browser has none (S19). */
  askBackgroundSync(): void;
}
