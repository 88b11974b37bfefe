/** Each tab's view of the IndexedDB of its device: a tab dies with its open transactions. */
import { IDBFactory, IDBOpenDBRequest, IDBTransaction } from '@egoejo/client/sync/testing/indexeddb.ts';
import { actFor, onBehalfOf } from '../scheduler/virtual.ts';
import { field, type RawConnection, type RawTransaction } from './raw-indexeddb.ts';
import { watchers, type DeviceStorage } from './storage.ts';

interface Dispatching {
  dispatchEvent(this: RawTransaction, event: { type: string }): boolean;
}
const prototype: Dispatching = Object.create(IDBTransaction.prototype);
const dispatch = prototype.dispatchEvent;
const begin: (this: RawTransaction) => void = Reflect.get(IDBTransaction.prototype, '_start');
const tabOf = new WeakMap<RawConnection, TabStorage>();

/** The tab of the present task: the one whose storage answered last, or whose timer fired. */
export function speaking(): TabStorage | null {
  const whom = onBehalfOf();
  return whom instanceof TabStorage ? whom : null;
}

Object.defineProperty(IDBTransaction.prototype, '_start', {
  configurable: true,
  writable: true,
  value(this: RawTransaction): void {
    const tab = tabOf.get(this.db) ?? null;
    if (tab?.stalls(this)) return;
    actFor(tab);
    begin.call(this);
  },
});
Object.defineProperty(IDBTransaction.prototype, 'dispatchEvent', {
  configurable: true,
  writable: true,
  value(this: RawTransaction, event: { type: string }): boolean {
    actFor(tabOf.get(this.db) ?? null);
    if (event.type === 'complete' && this.mode === 'readwrite') watchers.get(this.db._rawDatabase)?.();
    return dispatch.call(this, event);
  },
});

/** One tab's connection to the device's storage. */
export class TabStorage extends IDBFactory {
  readonly #connections = new Set<RawConnection>();
  readonly shared: DeviceStorage;
  dead = false;
  /** Called once the tab is inside a transaction that writes its queue; true: it is frozen there. */
  trap: (() => boolean) | null = null;
  /** Called when an upgrade of a database has begun. */
  onUpgrade: () => void = () => undefined;
  /** Transactions of the frozen tab; null: it runs. */
  #stalled: RawTransaction[] | null = null;

  constructor(shared: DeviceStorage) {
    super();
    this.shared = shared;
    Reflect.set(this, '_databases', shared.databases);
    Reflect.set(this, '_connectionQueues', shared.queues);
  }
  override open(name: string, version?: number): IDBOpenDBRequest {
    // Requests of a dead tab are never answered.
    if (this.dead) return Object.create(IDBOpenDBRequest.prototype);
    actFor(this);
    const request = version === undefined ? super.open(name) : super.open(name, version);
    request.addEventListener('upgradeneeded', (event) => {
      if (field<number>(event, 'oldVersion') > 0) this.onUpgrade();
    });
    const keep = (): void => {
      const connection: RawConnection = field(request, 'result');
      connection.close = () => close(connection);
      if (this.dead) end(connection);
      else this.#connections.add(connection);
      tabOf.set(connection, this);
      actFor(this);
    };
    request.addEventListener('upgradeneeded', keep);
    request.addEventListener('success', keep);
    return request;
  }
  /** Whether this transaction on the member's database stands still, because its tab is frozen. What was committed explicitly completes. */
  stalls(tx: RawTransaction): boolean {
    const writing = tx.mode === 'readwrite' && tx._rollbackLog.length > 0 && tx._scope.has('outbox');
    if (!this.#stalled && writing && tx._state !== 'committing') {
      const { trap } = this;
      this.trap = null;
      if (trap?.()) this.#stalled = [];
    }
    const done = tx._state === 'committing' || tx._state === 'finished';
    if (!this.#stalled || done || !tx.db.objectStoreNames.contains('outbox')) return false;
    this.#stalled.push(tx);
    return true;
  }
  /** The frozen tab runs again. */
  thaw(): void {
    const stalled = this.#stalled ?? [];
    this.#stalled = null;
    for (const tx of stalled)
      setImmediate(() => {
        if (tx._state !== 'finished') tx._start();
      });
  }
  /** Kills the tab: uncommitted changes are lost, and none of its code runs any more. */
  kill(): void {
    this.dead = true;
    this.#stalled = null;
    for (const connection of this.#connections) end(connection);
    this.#connections.clear();
  }
}

/**
 * Closes a connection once its own transactions have ended. The package would wait for those of all tabs, without ever
 * letting time pass: a frozen one would stop the world.
 */
function close(connection: RawConnection): void {
  connection._closePending = true;
  const raw = connection._rawDatabase;
  if (raw.transactions.some((tx) => tx.db === connection && tx._state !== 'finished')) {
    setTimeout(() => close(connection), 20);
    return;
  }
  connection._closed = true;
  raw.connections = raw.connections.filter((c) => c !== connection);
}

function end(connection: RawConnection): void {
  const raw = connection._rawDatabase;
  for (const tx of raw.transactions.filter((t) => t.db === connection && t._state !== 'finished')) {
    if (tx.mode === 'versionchange') {
      tx._abort('AbortError');
      continue;
    }
    for (const undo of tx._rollbackLog.toReversed()) undo();
    tx._requests = [];
    tx._state = 'finished';
    tx.dispatchEvent = () => true;
    raw.transactions.splice(raw.transactions.indexOf(tx), 1);
  }
  connection._closePending = true;
  connection._closed = true;
  raw.connections = raw.connections.filter((c) => c !== connection);
  // Transactions that waited for this tab's can proceed, one at a time as each ends.
  for (let i = 0; i < raw.transactions.length; i++) raw.processTransactions();
}
