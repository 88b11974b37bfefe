/** Prepares the request of one exchange. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Fence } from '../apply/fence.ts';
import type { Env } from '../env.ts';
import { FULL, withRoom } from '../store/quota.ts';
import type { SyncStatus } from '../../api/status/status-store.ts';
import type { Identity } from '../identity.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import type { Store } from '../store/store.ts';
import type { ExchangeRequest, PageLine } from '../protocol.ts';
import { plan, planUnwritten } from './request-plan.ts';

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

export interface Prepared {
  request: ExchangeRequest;
  /** Scopes this device wants, whether or not this request names them. */
  planned: ReadonlySet<Scope>;
  fence: Fence;
  sent: OutboxRow[];
  /** Quarantined acts that this request reports. */
  aside: OutboxRow[];
  left: boolean;
  awaited: Set<Scope>;
  /** Pages of the own scope that earlier answers brought and that are not applied yet. */
  ahead: PageLine[];
  /** Some acts are not in this request, and the answers about others may free them. */
  waiting: boolean;
  startedAt: number;
  /** Storage was too full to write any of this plan: the request carries acts but no cursors (S23). */
  unwritten: boolean;
}

/**
 * Prepares one request in one transaction, which also marks its acts as sent before they are sent (S26). If storage is
 * too full to write that, the acts are sent all the same: the fact that they may have been sent is then recorded by a
 * deletion, which needs no room. The reserve is not spent on a request, because it is not known yet whether it will be
 * answered.
 */
export async function prepare(deps: ExchangeDeps, ask: Ask): Promise<Prepared> {
  const { env, store } = deps;
  const prepared = await withRoom(
    env,
    store.db,
    () => 0,
    () => plan(deps, ask),
  );
  if (prepared !== FULL) return prepared;
  deps.report({ storageFull: true });
  const unmarked = await withRoom(
    env,
    store.db,
    () => 0,
    () => store.strict.meta.delete('marked'),
  );
  return planUnwritten(deps, unmarked === FULL ? { ...ask, cap: 0 } : ask);
}
