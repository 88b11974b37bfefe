/**
 * The IndexedDB of one device. It simulates what browsers do to storage: everything is restored from an old copy, or is
 * evicted.
 */
import { copyPlainly } from './plain-copy.ts';
import type { RawRecord, RawDatabase } from './raw-indexeddb.ts';
import {
  unpackAll,
  type ChunkKeys,
  type ChunkRows,
  type StoredRow,
} from '@egoejo/client/sync/engine/store/chunks/chunk.ts';

copyPlainly();

/** Called before a write transaction of this database reports its commit to its tab. */
export const watchers = new WeakMap<RawDatabase, () => void>();

/** A full copy of a device's storage. */
export type Copy = Map<string, { version: number; stores: Map<string, { rows: RawRecord[]; num: number | null }> }>;

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
  /** The names of the databases that begin so, in order. */
  names(prefix: string): string[] {
    return [...this.databases.keys()].filter((name) => name.startsWith(prefix)).sort();
  }
  has(name: string): boolean {
    return (this.databases.get(name)?.version ?? 0) > 0;
  }
  /** All rows of a table, alone and in chunks. Do not modify them. */
  rows<T>(name: string, table: string): T[] {
    const alone = this.#records<T & Pick<StoredRow, 'id' | '_gone'>>(name, table);
    const chunks = this.#records<ChunkKeys>(name, 'chunkKeys').filter(({ e }) => e === table);
    if (chunks.length === 0) return alone;
    const hidden = new Set(alone.map(({ id }) => id));
    const texts = new Map(this.#records<ChunkRows>(name, 'chunkRows').map(({ n, text }) => [n, text]));
    // A transaction under way may have written the keys of a chunk and not yet its rows.
    const packed = chunks.flatMap((chunk) => {
      const text = texts.get(chunk.n);
      return text === undefined ? [] : unpackAll<T & { id: string }>(chunk, text);
    });
    return [...alone.filter((row) => !row._gone), ...packed.filter(({ id }) => !hidden.has(id))];
  }
  #records<T>(name: string, table: string): T[] {
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
