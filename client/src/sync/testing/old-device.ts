/**
 * The whole database of a device as plain data, as an older version of the app left it. `record.ts` records it, this
 * file restores it, and `old-clients.test.ts` opens it with today's code. It uses raw IndexedDB and none of the app's
 * own code.
 */
import type { ExchangeRequest } from '../engine/protocol.ts';

interface StoreShape {
  name: string;
  keyPath: string | string[] | null;
  autoIncrement: boolean;
  indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[];
  rows: Record<string, unknown>[];
}
export interface OldDevice {
  database: string;
  version: number;
  stores: StoreShape[];
}
/** The content of `shared/src/sync/fixtures/<n>/exchange.json`: what that version of the app sent of this queue. */
export type OldExchange = ExchangeRequest;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no such database')));
  });

/** Reads a whole database. */
export async function dump(storage: IDBFactory, database: string): Promise<OldDevice> {
  const db = await done(storage.open(database));
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names, 'readonly');
  const stores: StoreShape[] = [];
  for (const name of names) {
    const store = tx.objectStore(name);
    const indexes = [...store.indexNames]
      .map((n) => store.index(n))
      .map((i) => ({ name: i.name, keyPath: i.keyPath, unique: i.unique, multiEntry: i.multiEntry }));
    const rows: Record<string, unknown>[] = await done(store.getAll());
    stores.push({ name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes, rows });
  }
  const { version } = db;
  db.close();
  return { database, version, stores };
}

/** Creates the database as the old app did, and fills it. */
export async function putBack(storage: IDBFactory, { database, version, stores }: OldDevice): Promise<void> {
  const opening = storage.open(database, version);
  opening.addEventListener('upgradeneeded', () => {
    for (const { name, keyPath, autoIncrement, indexes, rows } of stores) {
      const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
      for (const { name: index, keyPath: path, ...how } of indexes) store.createIndex(index, path, how);
      for (const row of rows) store.put(row);
    }
  });
  (await done(opening)).close();
}
