/** IndexedDB without Dexie, where it would be too heavy or comes too late: reads only. */

/** The result of a request; throws its error. */
export const requested = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => failed(request.error ?? new Error('indexedDB')));
  });

/** Opens a database that is there, whatever its version; null when there is none: it is not ours to make. */
export function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  const request = factory.open(name);
  request.addEventListener('upgradeneeded', () => request.transaction?.abort());
  return requested(request).then(
    (db) => {
      // A newer version of the app wants to change it: let it.
      db.addEventListener('versionchange', () => db.close());
      return db;
    },
    () => null,
  );
}
