/**
 * All that the engine takes from the world: clock, chance, network, locks, storage. The browser's is in
 * `browser-env.ts`; the simulator (S28) and the tests bring their own and run the very same modules.
 */
import type { MutationKey } from '@egoejo/shared/platform/ids.ts';

/** One holder at a time for each name, over all tabs and the service worker (S18). */
export interface SyncLocks {
  /**
   * Runs `work` alone. Waits `patienceMs` for the holder, then steals the lock: a frozen tab must not stop the others.
   * `signal` aborts when the lock was stolen from this very holder.
   */
  hold<T>(name: string, patienceMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export interface Env {
  /** The version of this client, told beside each exchange; left out where it is not built. */
  build?: string | undefined;
  /** Device clock, milliseconds since 1970. Shown and measured with, never believed. */
  now(): number;
  /** Uniform in [0, 1). */
  random(): number;
  newKey(): MutationKey;
  /** Runs once after `ms`; the function given back cancels it. */
  setTimer(run: () => void, ms: number): () => void;
  fetch(path: string, init: RequestInit): Promise<Response>;
  locks: SyncLocks;
  indexedDB: IDBFactory;
  keyRange: typeof IDBKeyRange;
  /** The browser's hint (S19): false means surely offline, true means nothing. */
  online(): boolean;
  visible(): boolean;
  /** Calls `run` at each such event; the function given back stops that. */
  on(event: 'online' | 'visible' | 'hidden', run: () => void): () => void;
  /** Holds an event stream open (S25), reconnecting by itself; `onEnd`: the server refused it. null where there is none. */
  openPokes: ((path: string, onPoke: () => void, onEnd: () => void) => () => void) | null;
  /** S23: asks the browser not to evict this origin; false when it declines. */
  persist(): Promise<boolean>;
  estimate(): Promise<{ usage: number; quota: number }>;
  caches: CacheStorage | null;
  /** Registers one Background Sync; quiet where the browser has none (S19). */
  askBackgroundSync(): void;
}
