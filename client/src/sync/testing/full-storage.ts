/**
 * Simulates full browser storage in memory: any put, in any database, fails with QuotaExceededError; deleting needs no
 * room, and deleting a large value frees its room.
 */
import { IDBObjectStore } from 'fake-indexeddb';

/** The cost of one put, bytes: browsers write whole blocks. */
const COST = 5 * 1024;

export interface FullStorage {
  /** Bytes that may still be written. */
  room: number;
  /** Size of the reserve that is stored, bytes. */
  reserve: number;
  /** Puts refused so far. */
  refused: number;
  /** Removes the limit. */
  end(): void;
}

const sizeOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'v' in value && value.v instanceof Blob ? value.v.size : 0;

/**
 * Fills every store of this thread: from now on nothing more fits.
 * @param reserve the size of the reserve stored before, bytes
 */
export function fillStorage(reserve = 512 * 1024): FullStorage {
  const { put, add } = IDBObjectStore.prototype;
  const remove = IDBObjectStore.prototype.delete;
  const full: FullStorage = {
    room: 0,
    reserve,
    refused: 0,
    end: () => void Object.assign(IDBObjectStore.prototype, { put, add, delete: remove }),
  };
  const limited = (write: typeof put): typeof put =>
    function limitedWrite(this: IDBObjectStore, ...given: Parameters<typeof put>) {
      const large = sizeOf(given[0]);
      if (full.room < large + COST) {
        full.refused++;
        throw new DOMException('no room', 'QuotaExceededError');
      }
      full.room -= large + COST;
      if (large > 0) full.reserve = large;
      return write.apply(this, given);
    };
  const freeing: typeof remove = function freeingDelete(this: IDBObjectStore, key) {
    if (key === 'reserve') {
      full.room += full.reserve;
      full.reserve = 0;
    }
    return remove.call(this, key);
  };
  Object.assign(IDBObjectStore.prototype, { put: limited(put), add: limited(add), delete: freeing });
  return full;
}
