/** A tab that is frozen inside a write transaction, for tests. */

/** Holds a table of a database in a write transaction. @returns a function that ends it, as when the tab thaws */
export async function holdWriting(storage: IDBFactory, database: string, table: string): Promise<() => Promise<void>> {
  const db = await new Promise<IDBDatabase>((done, failed) => {
    const open = storage.open(database);
    open.addEventListener('success', () => done(open.result));
    open.addEventListener('error', () => failed(open.error ?? new Error('not opened')));
  });
  let held = true;
  const work = db.transaction(table, 'readwrite');
  const over = new Promise<void>((done) => {
    work.addEventListener('complete', () => {
      db.close();
      done();
    });
  });
  // A transaction lives as long as it has a request; the first answer proves that it has begun.
  await new Promise<void>((begun) => {
    const again = (): void => {
      work
        .objectStore(table)
        .count()
        .addEventListener('success', () => {
          begun();
          if (held) again();
        });
    };
    again();
  });
  return () => {
    held = false;
    return over;
  };
}
