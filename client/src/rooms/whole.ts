/** From where on this device has a room without a gap. */
import type { EgoejoDb } from '../sync/api/rows/live.ts';
import { numbered } from './unread.ts';

/**
 * The number from which this device has every message of a room up to the newest one; null: it has none. Below it there
 * may be a gap and then single older ones: those that are pinned, and those that changed since this device came.
 */
export async function wholeFrom(db: EgoejoDb, room: string): Promise<number | null> {
  const [first, last, count] = await Promise.all([
    numbered(db, room).first(),
    numbered(db, room).last(),
    numbered(db, room).count(),
  ]);
  if (!first?.no || !last?.no) return null;
  // The numbers of a room have no gaps, so a count tells whether one of them is missing here.
  let [low, high] = [last.no - count + 1, last.no];
  if (first.no === low) return low;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((await numbered(db, room, middle).count()) === last.no - middle + 1) high = middle;
    else low = middle + 1;
  }
  return low;
}
