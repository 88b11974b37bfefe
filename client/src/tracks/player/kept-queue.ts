/** What is heard one after the other, kept on this device for who listens, so that it outlives the page (L5). */
import { HEARD } from '../../platform/storage/heard.ts';
import { local } from '../../platform/storage/local.ts';
import { keepLocally } from '../../platform/storage/quota-error.ts';
import { NOTHING, type Queue } from './queue.ts';

/** As many tracks are kept from the one before that which is heard. */
const MOST = 100;

interface Kept extends Queue {
  /** Null: a visitor. */
  member: string | null;
}

/** Keeps the queue of a member; an empty one is forgotten. */
export function keepQueue({ queue, at }: Queue, member: string | null): void {
  if (at < 0) return local().removeItem(HEARD);
  const from = Math.max(0, at - 1);
  const kept: Kept = { member, queue: queue.slice(from, from + MOST), at: at - from };
  keepLocally(HEARD, JSON.stringify(kept));
}

/** What that member was hearing; null: nothing. The queue of another member is forgotten. */
export function keptQueue(member: string | null): Queue | null {
  const kept = JSON.parse(local().getItem(HEARD) ?? 'null') as Kept | null;
  if (kept?.member === member) return { queue: kept.queue, at: kept.at };
  keepQueue(NOTHING, null);
  return null;
}
