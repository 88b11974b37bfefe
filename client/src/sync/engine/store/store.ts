/**
 * One IndexedDB database per member (S18). It holds the base tables, which contain only what the server sent, and the
 * device's own tables. It has two connections: outbox writes use strict durability (S2), pages of base rows use relaxed
 * durability, since the server still has them.
 */
import { Dexie } from 'dexie';
import type { Env } from '../env.ts';
import { keepChunks } from './chunks/chunks.ts';
import { storeName } from './store-name.ts';
import type { MetaRow } from './meta-row.ts';
import { deleteSpare, spareNames } from './spare.ts';
import { schema, type EgoejoDb } from './tables.ts';

/** The two connections of one member's database. */
export interface Store {
  /** For reads, base tables and other relaxed writes. */
  db: EgoejoDb;
  /** The same database with strict durability, for everything that must not be lost once it is confirmed (S2). */
  strict: EgoejoDb;
  /** Folds rows stored one by one into chunks; for a device that has nothing else to do. */
  fold(): Promise<void>;
  /** Calls `run` when the database was closed by anyone but this app: the browser took it away. */
  onLost(run: () => void): void;
  /** Calls `run` when another tab erases the member's data; both connections are then closed for good. */
  onErased(run: () => void): void;
  close(): void;
}

function connect(env: Env, name: string, durability: 'strict' | 'relaxed'): EgoejoDb {
  const db = new Dexie(name, {
    indexedDB: env.indexedDB,
    IDBKeyRange: env.keyRange,
    chromeTransactionDurability: durability,
    cache: 'disabled',
  });
  // Outside a browser, Dexie's live queries work only if Dexie itself knows an IndexedDB implementation.
  Dexie.dependencies.indexedDB ??= env.indexedDB;
  db.version(1).stores(schema);
  db.on('populate', (tx) => void tx.table<MetaRow>('meta').put({ k: 'marked', v: true }));
  return db as EgoejoDb;
}

/**
 * Opens or creates the database of a member (null: of visitors) as it is; open-store.ts repairs it too.
 * @throws when the browser has no storage for this origin.
 */
export async function connectStore(env: Env, member: string | null): Promise<Store> {
  const db = connect(env, storeName(member), 'relaxed');
  const strict = connect(env, storeName(member), 'strict');
  const newName = (): string => env.newKey();
  const fold = keepChunks(db, newName);
  keepChunks(strict, newName);
  let ours = false;
  const close = (): void => {
    ours = true;
    db.close();
    strict.close();
  };
  const erased = new Set<() => void>();
  // By default Dexie would warn in the console, close, and then open a new, empty database.
  const letGo = (event: IDBVersionChangeEvent): boolean => {
    if (event.newVersion !== null) return true;
    for (const run of erased) run();
    close();
    return false;
  };
  db.on('versionchange', letGo);
  strict.on('versionchange', letGo);
  await db.open();
  await strict.open();
  return {
    db,
    strict,
    fold,
    onLost: (run) =>
      db.on('close', () => {
        if (!ours) run();
      }),
    onErased: (run) => void erased.add(run),
    close,
  };
}

/**
 * Removes the whole database of a member from this device, and then their spare store, to which no tab can write any
 * more. Resolves once no tab and no worker has them open any more.
 */
export const deleteStore = async (env: Env, member: string | null): Promise<void> => {
  const db = connect(env, storeName(member), 'relaxed');
  // Without this, Dexie would warn: a worker that has just ended still holds its connections for a moment, and the
  // deletion continues by itself.
  db.on('blocked', () => false);
  await db.delete();
  for (const name of member === null ? [] : await spareNames(env, member)) await deleteSpare(env, name);
};
