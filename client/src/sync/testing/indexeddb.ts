/** In-memory IndexedDB for tests and the simulator, and the library over it. */
export { Dexie } from 'dexie';
export { IDBFactory, IDBKeyRange, IDBOpenDBRequest, IDBTransaction } from 'fake-indexeddb';
