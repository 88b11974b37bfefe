/**
 * Ids by an index, straight from IndexedDB. Dexie's live queries insert every key they return into a tree, which takes
 * 30 ms for 10,000 at full speed; here they observe only a count of the table, which any change invalidates.
 */
import { requested } from '../platform/idb.ts';
import type { EgoejoDb } from '../sync/api/live.ts';

type Listed = 'project' | 'projectTally';

/**
 * All ids in ascending order of `index`, or those whose value there is `only`. For `useLive`, which runs it again on
 * any change.
 */
export async function idsBy(db: EgoejoDb, table: Listed, index: string, only?: string): Promise<string[]> {
  await db[table].count();
  const request = db
    .backendDB()
    .transaction(table)
    .objectStore(table)
    .index(index)
    .getAllKeys(only === undefined ? null : IDBKeyRange.bound(only, only));
  return (await requested(request)) as string[];
}
