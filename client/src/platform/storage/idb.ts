/** IndexedDB without Dexie, for code where Dexie would be too heavy or load too late. */

/** The result of a request; rejects with its error. */
export const requested = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, failed) => {
    request.addEventListener('success', () => done(request.result));
    request.addEventListener('error', () => failed(request.error ?? new Error('indexedDB')));
  });

/**
 * Opens an existing database, whatever its version; null when it does not exist, since this code must not create it.
 */
export async function openExisting(factory: IDBFactory | undefined, name: string): Promise<IDBDatabase | null> {
  if (!factory) return null;
  try {
    const request = factory.open(name);
    request.addEventListener('upgradeneeded', () => request.transaction?.abort());
    const db = await requested(request);
    // A newer version of the app wants to change the database: close it so that it can.
    db.addEventListener('versionchange', () => db.close());
    return db;
  } catch {
    return null;
  }
}

/**
 * Changes an existing database in one transaction over these stores.
 * @returns what `change` returns, once it is stored; 0 where there is no such database
 */
export async function changeExisting(
  factory: IDBFactory,
  name: string,
  stores: string[],
  change: (tx: IDBTransaction) => Promise<number>,
): Promise<number> {
  const db = await openExisting(factory, name);
  if (!db) return 0;
  try {
    const tx = db.transaction(stores, 'readwrite');
    const done = await change(tx);
    await new Promise<void>((stored, failed) => {
      tx.addEventListener('complete', () => stored());
      tx.addEventListener('abort', () => failed(tx.error ?? new Error('not changed')));
      tx.commit();
    });
    return done;
  } finally {
    db.close();
  }
}

/** Whether the browser lets this site use databases at all. It creates none. */
export async function canStore(): Promise<boolean> {
  try {
    const request = indexedDB.open('egoejo-device');
    request.addEventListener('upgradeneeded', () => request.transaction?.abort());
    (await requested(request)).close();
    return true;
  } catch (cause) {
    // It could have been created.
    return cause instanceof DOMException && cause.name === 'AbortError';
  }
}
