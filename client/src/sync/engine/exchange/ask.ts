/** What an exchange works with, and what is asked of one. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Env } from '../env.ts';
import type { Identity } from '../identity.ts';
import type { SyncStatus } from '../status.ts';
import type { Store } from '../store/store.ts';

export interface ExchangeDeps {
  env: Env;
  store: Store;
  who: Identity;
  token: { get(): string | null; set(token: string | null): void };
  report(patch: Partial<SyncStatus>): void;
}
export interface Ask {
  /** The highest number of acts; 0: none, to learn whether an exchange gets an answer at all (S9). */
  cap: number;
  /** The sync includes long texts (eco level). */
  texts: boolean;
  signal: AbortSignal;
  /**
   * Which cursors are sent. By default those of every scope but `except`; 'none' or those of one scope while the syncer
   * finds out what the server refuses (S30).
   */
  cursors?: 'none' | { only: Scope };
  except?: ReadonlySet<Scope>;
}
