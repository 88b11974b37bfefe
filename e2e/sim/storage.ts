/**
 * The IndexedDB of one device, and each tab's view of it. It simulates what browsers do to storage: a tab dies with its
 * open transactions, everything is restored from an old copy, or is evicted.
 */
import { IDBFactory, IDBOpenDBRequest, IDBTransaction } from '@egoejo/client/sync/testing/indexeddb.ts';
import { copyPlainly } from './plain-copy.ts';
import { actFor, onBehalfOf } from './virtual.ts';

copyPlainly();

/* Internals of the package that its types do not declare. */
interface RawRecord {
  key: unknown;
  value: unknown;
}
interface RawStore {
  name: string;
  records: { values(range?: unknown): Iterable<RawRecord>; size(): number };
  keyGenerator: { num: number } | null;
  storeRecord(record: RawRecord, noOverwrite: boolean): unknown;
  clear(): void;
}
interface RawConnection extends EventTarget {
  _rawDatabase: RawDatabase;
  _closed: boolean;
  _closePending: boolean;
}
interface RawTransaction {
  db: RawConnection;
  mode: string;
  _state: string;
  _started: boolean;
  _requests: unknown[];
  _rollbackLog: (() => void)[];
  _scope: Set<string>;
  dispatchEvent(event: unknown): boolean;
  _abort(name: string): void;
}
interface RawDatabase {
  name: string;
  version: number;
  transactions: RawTransaction[];
  rawObjectStores: Map<string, RawStore>;
  connections: RawConnection[];
  processTransactions(): void;
}
const field = <T>(of: object, name: string): T => Reflect.get(of, name);

/** Called before a write transaction of this database reports its commit to its tab. */
const watchers = new WeakMap<RawDatabase, () => void>();

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
    actFor(tabOf.get(this.db) ?? null);
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

/** A full copy of a device's storage. */
export type Copy = Map<string, { version: number; stores: Map<string, { rows: RawRecord[]; num: number | null }> }>;

/** One tab's connection to the device's storage. */
export class TabStorage extends IDBFactory {
  readonly #connections = new Set<RawConnection>();
  readonly shared: DeviceStorage;
  dead = false;

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
    const keep = (): void => {
      const connection: RawConnection = field(request, 'result');
      if (this.dead) end(connection);
      else this.#connections.add(connection);
      tabOf.set(connection, this);
      actFor(this);
    };
    request.addEventListener('upgradeneeded', keep);
    request.addEventListener('success', keep);
    return request;
  }
  /** Kills the tab: uncommitted changes are lost, and none of its code runs any more. */
  kill(): void {
    this.dead = true;
    for (const connection of this.#connections) end(connection);
    this.#connections.clear();
  }
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

/** The storage of one device. */
export class DeviceStorage {
  databases = new Map<string, RawDatabase>();
  queues = new Map<string, Promise<void>>();

  /** Calls `each` at every commit to that database, and `calm` if no other write transaction is in progress then. */
  watch(name: string, each: () => void, calm: () => void): void {
    const raw = this.databases.get(name);
    if (!raw) return;
    watchers.set(raw, () => {
      const writing = raw.transactions.filter(
        (t) => t.mode !== 'readonly' && t._started && t._state !== 'finished' && t._rollbackLog.length > 0,
      );
      each();
      if (writing.length === 0) calm();
    });
  }
  has(name: string): boolean {
    return (this.databases.get(name)?.version ?? 0) > 0;
  }
  /** All rows of a table in key order. Do not modify them. */
  rows<T>(name: string, table: string): T[] {
    const store = this.databases.get(name)?.rawObjectStores.get(table);
    return store ? [...store.records.values()].map((record) => record.value as T) : [];
  }
  copy(): Copy {
    const copy: Copy = new Map();
    for (const [name, raw] of this.databases) {
      const stores = [...raw.rawObjectStores].map(
        ([table, store]) =>
          [
            table,
            {
              rows: [...store.records.values()].map(({ key, value }) => ({ key, value: structuredClone(value) })),
              num: store.keyGenerator?.num ?? null,
            },
          ] as const,
      );
      copy.set(name, { version: raw.version, stores: new Map(stores) });
    }
    return copy;
  }
  /** Replaces all content by an old copy. No tab may be open. Databases that are not in the copy are deleted. */
  restore(copy: Copy): void {
    for (const [name, raw] of this.databases) {
      const old = copy.get(name);
      if (!old || old.version !== raw.version) {
        this.databases.delete(name);
        continue;
      }
      for (const [table, store] of raw.rawObjectStores) {
        const kept = old.stores.get(table);
        store.clear();
        for (const { key, value } of kept?.rows ?? []) store.storeRecord({ key, value: structuredClone(value) }, false);
        if (store.keyGenerator && kept?.num) store.keyGenerator.num = kept.num;
      }
    }
  }
  /** Writes a row directly, even one that no app would write. No tab may be open. */
  put(name: string, table: string, key: unknown, value: unknown): void {
    this.databases.get(name)?.rawObjectStores.get(table)?.storeRecord({ key, value }, false);
  }
  /** Deletes everything, as by the browser. No tab may be open. */
  evict(): void {
    this.databases.clear();
    this.queues.clear();
  }
}
