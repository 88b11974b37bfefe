/**
 * Books on this device, for code that must not load them: the database's name, and what goes when storage is full (B5).
 * Reads and writes without Dexie, in a worker too.
 */
import { changeExisting, requested } from './idb.ts';

export const BOOKS_DB = 'egoejo-books';
/** From this part on, 0 to 1, a book counts as read to its end: what follows the text is seldom turned. */
export const FINISHED = 0.98;

interface Kept {
  member: string;
  id: string;
  file: string;
  bytes: number;
  openedAt: number;
  fraction: number;
  work?: string;
  evicted?: true;
}
/** A book opened within this time may be open now, ms. */
const OPEN_MS = 3600_000;

/**
 * Removes files of books that every member here has read to the end and that can be downloaded again, the one opened
 * longest ago first. Their rows, with the place, stay.
 * @returns the bytes freed
 */
export function dropReadBooks(
  { indexedDB, keyRange, now }: { indexedDB: IDBFactory; keyRange: typeof IDBKeyRange; now(): number },
  target: number,
): Promise<number> {
  const goes = (b: Kept): boolean => b.work !== undefined && b.fraction >= FINISHED && b.openedAt < now() - OPEN_MS;
  return changeExisting(indexedDB, BOOKS_DB, ['books', 'pieces'], async (tx) => {
    const books = tx.objectStore('books');
    const rows = (await requested<Kept[]>(books.getAll())).filter((b) => !b.evicted);
    const oldest = rows.filter(goes).sort((a, b) => a.openedAt - b.openedAt);
    let freed = 0;
    for (const { file, bytes } of oldest) {
      if (freed >= target) break;
      const same = rows.filter((b) => b.file === file && !b.evicted);
      if (same.length === 0 || !same.every(goes)) continue;
      tx.objectStore('pieces').delete(keyRange.bound([file], [file, []]));
      for (const row of same) books.put(Object.assign(row, { evicted: true }));
      freed += bytes;
    }
    return freed;
  });
}
