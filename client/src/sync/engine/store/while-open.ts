import type { EgoejoDb } from './tables.ts';

/**
 * Runs `work` on a database that may be closed before it ends, because the member signs out or the page is left. If so,
 * the work fails, which is no error: resolves to undefined.
 * @throws what the work throws while the database is open
 */
export async function whileOpen<T>(db: EgoejoDb, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (cause) {
    if (db.isOpen()) throw cause;
    return undefined;
  }
}
