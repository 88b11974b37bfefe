/** IndexedDB in memory, for tests and the simulator: the one place that names the package. And the library over it. */
export { Dexie } from 'dexie';
export { IDBFactory, IDBKeyRange, IDBOpenDBRequest, IDBTransaction } from 'fake-indexeddb';
