/** IndexedDB in memory, for tests and the simulator: the one place that names the package. */
export { IDBFactory, IDBKeyRange, IDBOpenDBRequest, IDBTransaction } from 'fake-indexeddb';
