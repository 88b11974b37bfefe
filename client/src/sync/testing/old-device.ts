/**
 * The whole database of a device as plain data: how an app of an older version left it. Recorded by `record.ts`, put back here, opened
 * by today's code in `old-clients.test.ts`. Nothing of ours is asked: the raw IndexedDB only.
 */
import type { ExchangeRequest } from '@egoejo/shared/sync/protocol.ts';

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
/** What stands in `shared/src/sync/fixtures/<n>/exchange.json`: what that app sent of this queue. */
export type OldExchange = ExchangeRequest;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('no such database')));
  });

/** Reads all of a database. */
export async function dump(storage: IDBFactory, database: string): Promise<OldDevice> {
  const db = await done(storage.open(database));
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names, 'readonly');
  const stores: StoreShape[] = [];
  for (const name of names) {
    const store = tx.objectStore(name);
    const indexes = [...store.indexNames].map((n) => store.index(n)).map((i) => ({ name: i.name, keyPath: i.keyPath, unique: i.unique, multiEntry: i.multiEntry }));
    const rows: Record<string, unknown>[] = await done(store.getAll());
    stores.push({ name, keyPath: store.keyPath, autoIncrement: store.autoIncrement, indexes, rows });
  }
  const { version } = db;
  db.close();
  return { database, version, stores };
}

/** Makes that database as that app made it, and fills it. */
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
