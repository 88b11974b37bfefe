/** Reports the acts that were lost when the browser evicted the storage (S23). */
import { NO_ROOM, withReserve } from '../../engine/store/quota.ts';
import { readMeta, writeMeta } from '../../engine/store/meta.ts';
import type { Identity } from '../../engine/identity.ts';
import type { Store } from '../../engine/store/store.ts';
import { readDevice } from '../../engine/store/device.ts';
import {
  evictedActs,
  lostActs,
  noteLost,
  noteRead,
  noteWaiting,
  readWaiting,
  type Waiting,
} from '../../host/evicted.ts';
import { theEnv } from '../../host/the-env.ts';
import { current } from './open-engine.ts';
import { useSyncStatus } from '../status/status-store.ts';

/** `bornAt` of the open database; null: it could not be written. */
let born: number | null = 0;

/** Shows the loss at once when the open database is evicted, because the next count of the queue finds it empty. */
export function noticeLoss(): void {
  const waiting = readWaiting();
  // Another tab may already have started over and marked new acts as waiting.
  if (waiting?.born === born) markLost(waiting);
}

const isKnown = async (member: string): Promise<boolean> =>
  (await readDevice(theEnv())).members.some((m) => m.member === member);

/** Counts the acts that an eviction removed, once, and shows the loss until the member dismisses it. */
export async function noticeEviction({ db }: Store, who: Identity): Promise<void> {
  if (theEnv().inMemory) {
    born = null;
    return;
  }
  const known: unknown = await readMeta(db, 'bornAt');
  const isNew = known === undefined && (await readMeta(db, 'fence')) === undefined;
  // A damaged `bornAt` does not make this another database than the one in which the acts wait.
  const bornAt =
    typeof known === 'number' ? known : isNew ? theEnv().now() : known === undefined ? 0 : (readWaiting()?.born ?? 0);
  const kept =
    typeof known === 'number' || (await withReserve(theEnv(), db, () => writeMeta(db, 'bornAt', bornAt))) !== NO_ROOM;
  born = kept ? bornAt : null;
  const waiting = readWaiting();
  if (waiting && (waiting.member === who.member || !(await isKnown(waiting.member)))) {
    if (evictedActs(waiting, waiting.member === who.member ? bornAt : undefined) > 0) markLost(waiting);
  }
  useSyncStatus.setState({ evicted: lostActs() });
}
/**
 * Records outside the evictable storage how many acts wait in the open database, so that an eviction can be reported
 * (S23).
 */
export function markWaiting(acts: number): void {
  const member = current()?.who.member;
  if (member && born !== null) noteWaiting({ member, acts, born });
}
/** Adds one act to that record at the moment it is queued, because the page may be left before anything is counted. */
export function markQueued(): void {
  const waiting = readWaiting();
  markWaiting((waiting?.member === current()?.who.member ? (waiting?.acts ?? 0) : 0) + 1);
}
/** Counts the acts of an evicted database and shows that they are lost. */
function markLost(waiting: Waiting): void {
  noteLost(waiting);
  useSyncStatus.setState({ evicted: lostActs() });
}
/** Dismisses the notice that acts were lost to an eviction. */
export function dismissEvicted(): void {
  noteRead();
  useSyncStatus.setState({ evicted: 0 });
}
