/** IndexedDB in memory, for a browser that stores nothing. Loaded only there. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';

export function memoryDatabases() {
  // Code that reads IndexedDB without Dexie uses the global; the browser's own ranges do not fit these databases.
  Object.defineProperty(globalThis, 'IDBKeyRange', { value: IDBKeyRange });
  return { indexedDB: new IDBFactory(), keyRange: IDBKeyRange };
}
