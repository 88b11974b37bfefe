/**
 * Ids by an index, straight from IndexedDB. Dexie's live queries put every key they return into a tree, 30 ms for
 * 10,000 at full speed; here they watch the table by a count, which any change of it renews.
 */
import { requested } from '../platform/idb.ts';
import type { EgoejoDb } from '../sync/store.ts';

type Listed = 'project' | 'projectTally';

/** All ids in ascending order of `index`, or those whose value there is `only`. For `useLive`: runs again on any change. */
export async function idsBy(db: EgoejoDb, table: Listed, index: string, only?: string): Promise<string[]> {
  await db[table].count();
  const request = db.backendDB().transaction(table).objectStore(table).index(index).getAllKeys(only === undefined ? null : IDBKeyRange.bound(only, only));
  return (await requested(request)) as string[];
}
