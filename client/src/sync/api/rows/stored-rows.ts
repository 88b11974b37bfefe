/** Reads all rows of an entity from IndexedDB without Dexie, for workers that need nothing else of the sync. */
import type { EntityName, EntityRow } from '@egoejo/shared/registry.ts';
import { requested } from '../../../platform/storage/idb.ts';
import { unpackAll, type ChunkKeys, type ChunkRows, type StoredRow } from '../../engine/store/chunks/chunk.ts';

const PAGE = 500;

/**
 * Yields the rows, some hundred at a time, those in chunks after those stored alone. Each step is a transaction of its
 * own, so a row that changes meanwhile can be missing or come twice; the caller reads again when the table has changed.
 */
export async function* storedRows<E extends EntityName>(db: IDBDatabase, e: E): AsyncGenerator<EntityRow<E>[]> {
  const store = (name: string): IDBObjectStore => db.transaction(name).objectStore(name);
  const alone = new Set<string>();
  for (let after: string | null = null; ;) {
    const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const rows: (EntityRow<E> & Pick<StoredRow, '_gone'>)[] = await requested(store(e).getAll(range, PAGE));
    const last = rows.at(-1);
    if (!last) break;
    for (const { id } of rows) alone.add(id);
    yield rows.filter((row) => !row._gone);
    after = last.id;
  }
  const chunks = await requested<ChunkKeys[]>(store('chunkKeys').getAll(IDBKeyRange.bound([e], [e, []])));
  for (const chunk of chunks) {
    const rows = await requested<ChunkRows | undefined>(store('chunkRows').get([e, chunk.n]));
    if (rows) yield unpackAll<EntityRow<E>>(chunk, rows.text).filter(({ id }) => !alone.has(id));
  }
}
