/** Read-only IndexedDB without Dexie, for code where Dexie would be too heavy or load too late. */

/** The result of a request; rejects with its error. */
export const requested = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => failed(request.error ?? new Error('indexedDB')));
  });

/**
 * Opens an existing database, whatever its version; null when it does not exist, since this code must not create it.
 */
export function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  const request = factory.open(name);
  request.addEventListener('upgradeneeded', () => request.transaction?.abort());
  return requested(request).then(
    (db) => {
      // A newer version of the app wants to change the database: close it so that it can.
      db.addEventListener('versionchange', () => db.close());
      return db;
    },
    () => null,
  );
}
