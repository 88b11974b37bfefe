/** How a syncer is started and steered, wherever it runs. */
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { Env } from '../engine/env.ts';
import type { Identity } from '../engine/identity.ts';
import type { PageLine } from '../engine/protocol.ts';
import type { Trigger } from '../engine/schedule/triggers.ts';
import type { SyncStatus } from '../engine/status.ts';
import type { Store } from '../engine/store/store.ts';

/** The syncer, in this thread or in its worker. */
export interface SyncHandle {
  trigger(why: Trigger): void;
  setEco(level: EcoLevel): void;
  /** Passes a new access token to a syncer in its worker. A syncer in this thread asks its owner each time. */
  setToken?(token: string | null): void;
  /** Passes a page of the live channel on, with the epoch of this device when it asked for it. */
  receive(page: PageLine, epoch: string | null): void;
  idle(): Promise<void>;
  stop(): void;
}
export interface EngineOptions {
  env: Env;
  store: Store;
  who: Identity;
  eco: EcoLevel;
  token: { get(): string | null; set(token: string | null): void };
  report(patch: Partial<SyncStatus>): void;
  /** Reports the bytes that a request of the sync worker or the live channel transferred. */
  onBytes(path: string, bytes: number): void;
}
