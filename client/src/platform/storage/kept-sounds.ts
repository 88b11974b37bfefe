/**
 * Sounds on this device, for code that must not load them: the database's name, and what goes when storage is full
 * (L5). Reads and writes without Dexie, in a worker too.
 */
import { changeExisting, requested } from './idb.ts';

export const SOUNDS_DB = 'egoejo-sounds';

interface Kept {
  track: string;
  bytes: number;
  state: string;
  usedAt: number;
}
interface List {
  track: string;
  pieces: readonly string[];
}
/** A sound that was heard or came within this time may be heard now, ms. */
const HEARD_MS = 3600_000;

/**
 * Removes sounds that are wholly here, the one heard longest ago first: each can be fetched again. What is said of them
 * stays, so that they are still listed.
 * @returns the bytes freed
 */
export const dropOldSounds = (
  { indexedDB, now }: { indexedDB: IDBFactory; now(): number },
  target: number,
): Promise<number> =>
  changeExisting(indexedDB, SOUNDS_DB, ['sounds', 'lists', 'pieces'], async (tx) => {
    const [sounds, lists, pieces] = [tx.objectStore('sounds'), tx.objectStore('lists'), tx.objectStore('pieces')];
    const rows = (await requested<Kept[]>(sounds.getAll())).filter(
      (s) => s.state === 'here' && s.usedAt < now() - HEARD_MS,
    );
    if (rows.length === 0) return 0;
    const named = new Map((await requested<List[]>(lists.getAll())).map((list) => [list.track, list.pieces]));
    let freed = 0;
    for (const row of rows.sort((a, b) => a.usedAt - b.usedAt)) {
      if (freed >= target) break;
      const own = named.get(row.track) ?? [];
      named.delete(row.track);
      const others = new Set([...named.values()].flat());
      for (const hash of own) if (!others.has(hash)) pieces.delete(hash);
      lists.delete(row.track);
      sounds.put({ ...row, state: 'away', got: 0 });
      freed += row.bytes;
    }
    return freed;
  });
