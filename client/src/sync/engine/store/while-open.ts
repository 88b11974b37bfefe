import type { EgoejoDb } from './tables.ts';

/**
 * Does `work` on a database that may be closed under it: the member leaves, or the page ends. The work then ends too,
 * which is no error: resolves to undefined.
 * @throws whatever else makes the work fail
 */
export async function whileOpen<T>(db: EgoejoDb, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (cause) {
    if (db.isOpen()) throw cause;
    return undefined;
  }
}
