/**
 * The signed-in member, this device's id, and the member's engine while it is open. This is the only module state of
 * the engine: everything below takes its store and environment as arguments.
 */
import { useSyncExternalStore } from 'react';
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { forgetDevice, readDevice, rememberDevice } from '../host/device.ts';
import { startEngine, type Engine } from '../host/engine.ts';
import { FULL, keepReserve, withReserve } from '../engine/quota.ts';
import { evictedActs, lostActs, noteLost, noteRead, noteWaiting, readWaiting, type Waiting } from '../host/evicted.ts';
import { QUIET, useSyncStatus } from './status-store.ts';
import { deleteStore, openStore, readMeta, writeMeta, type Identity, type Store } from '../engine/store.ts';
import { theEnv } from '../host/the-env.ts';
import { count, kindOf } from './usage.ts';

export { provideEnv, theEnv } from '../host/the-env.ts';

let engine: Engine | null = null;
/** `bornAt` of the open database; null: it could not be written. */
let born: number | null = 0;
let token: string | null = null;
let eco: EcoLevel = 2;
const listeners = new Set<() => void>();

/** The open engine, or null before the first `openMember` or `openVisitor`. */
export const current = (): Engine | null => engine;
const losses = new Set<() => void>();
/** Calls `run` when the browser evicts the storage while the app is open. */
export const onStorageLost = (run: () => void): void => void losses.add(run);
/** Calls `run` whenever another database opens or closes. */
export function onSession(run: () => void): () => void {
  listeners.add(run);
  return () => listeners.delete(run);
}

async function open(who: Identity): Promise<void> {
  engine?.stop();
  useSyncStatus.setState(QUIET, true);
  const store = await openStore(theEnv(), who.member);
  await noticeEviction(store, who);
  store.onLost(() => {
    if (engine?.store !== store) return;
    // Done at once, because the next count of the queue finds it empty. Another tab may already have started over and
    // marked new acts as waiting.
    const waiting = readWaiting();
    if (waiting?.born === born) markLost(waiting);
    for (const run of losses) run();
  });
  store.onErased(() => {
    if (engine?.store === store) shutDown();
  });
  engine = await startEngine({
    env: theEnv(),
    store,
    who,
    eco,
    token: {
      get: getAccessToken,
      set(next) {
        token = next;
      },
    },
    report: (patch) => useSyncStatus.setState(patch),
    onBytes: (path, bytes) => count(kindOf(path), bytes),
  });
  for (const run of listeners) run();
  // The reserve is created in the background, since it is only needed later. If there is no room for it, there may be
  // none for the next act either.
  void keepReserve(theEnv()).then((kept) => {
    if (!kept) useSyncStatus.setState({ storageFull: true });
  });
}

/** Counts the acts that an eviction removed, once, and shows the loss until the member dismisses it. */
async function noticeEviction({ db }: Store, who: Identity): Promise<void> {
  const known: unknown = await readMeta(db, 'bornAt');
  const isNew = known === undefined && (await readMeta(db, 'fence')) === undefined;
  // A damaged `bornAt` does not make this another database than the one in which the acts wait.
  const bornAt =
    typeof known === 'number' ? known : isNew ? theEnv().now() : known === undefined ? 0 : (readWaiting()?.born ?? 0);
  const kept =
    typeof known === 'number' || (await withReserve(theEnv(), db, () => writeMeta(db, 'bornAt', bornAt))) !== FULL;
  born = kept ? bornAt : null;
  const waiting = readWaiting();
  if (waiting && (waiting.member === who.member || !(await knownMembers()).some((m) => m.member === waiting.member))) {
    if (evictedActs(waiting, waiting.member === who.member ? bornAt : undefined) > 0) markLost(waiting);
  }
  useSyncStatus.setState({ evicted: lostActs() });
}
/**
 * Records outside the evictable storage how many acts wait in the open database, so that an eviction can be reported
 * (S23).
 */
export function markWaiting(acts: number): void {
  const member = engine?.who.member;
  if (member && born !== null) noteWaiting({ member, acts, born });
}
/** Adds one act to that record at the moment it is queued, because the page may be left before anything is counted. */
export function markQueued(): void {
  const waiting = readWaiting();
  markWaiting((waiting?.member === engine?.who.member ? (waiting?.acts ?? 0) : 0) + 1);
}
function markLost(waiting: Waiting): void {
  noteLost(waiting);
  useSyncStatus.setState({ evicted: lostActs() });
}
/** Dismisses the notice that acts were lost to an eviction. */
export function dismissEvicted(): void {
  noteRead();
  useSyncStatus.setState({ evicted: 0 });
}

/**
 * Opens that member's database on this device and starts the syncer. `accessToken` null: the refresh cookie is used.
 */
export async function openMember(member: MemberId, device: DeviceId, accessToken: string | null): Promise<void> {
  if (engine?.who.member === member && engine.who.device === device) {
    setAccessToken(accessToken);
    engine.syncer.trigger('signed-in');
    return;
  }
  token = accessToken;
  // On a full device the service worker may not learn of this member; the open page sends all the same.
  await withReserve(theEnv(), null, () => rememberDevice(theEnv(), member, device));
  await open({ member, device });
}

/** Opens the store of visitors: pulls public scopes, queues nothing. */
export async function openVisitor(): Promise<void> {
  token = null;
  await open({ member: null, device: null });
}

/** Every member who has signed in on this device, with the device id of each. */
export const knownMembers = async (): Promise<{ member: MemberId; device: DeviceId }[]> =>
  (await readDevice(theEnv())).members;

/**
 * Closes the member's database (S22) and opens the store of visitors. 'keep' leaves the data for the next sign-in;
 * 'discard' deletes all of it, including queued acts.
 */
export async function closeMember(mode: 'keep' | 'discard'): Promise<void> {
  const member = engine?.who.member;
  if (member === undefined || member === null) return;
  engine?.stop();
  engine = null;
  token = null;
  if (mode === 'discard') {
    noteWaiting(null);
    await deleteStore(theEnv(), member);
  }
  await forgetDevice(theEnv(), member, mode === 'discard');
  await openVisitor();
}

/** Closes the open database and keeps its data: before the page is left, and between tests. */
export function shutDown(): void {
  engine?.stop();
  engine = null;
  for (const run of listeners) run();
}

/** Ends every exchange of this page; acts made afterwards are only queued. For the moments before the page reloads. */
export const pauseSync = (): void => engine?.syncer.stop();

/** The signed-in member; null for a visitor. */
export function useMember(): { member: MemberId; device: DeviceId } | null {
  return useSyncExternalStore(onSession, signedIn);
}
/** The signed-in member, outside React. Returns the same object as long as the session lasts. */
export function signedIn(): { member: MemberId; device: DeviceId } | null {
  return engine?.signedIn ?? null;
}

/** The number of acts without a verdict on this device (S22). */
export const unsyncedCount = async (): Promise<number> =>
  engine ? engine.store.db.outbox.filter((row) => row.verdict === null).count() : 0;

export const getAccessToken = (): string | null => token;
/** Kept in memory only. */
export function setAccessToken(next: string | null): void {
  token = next;
  engine?.syncer.setToken?.(next);
}

/**
 * Tells the syncer the current eco level (S19, S25), which also decides whether texts come with the sync or on opening.
 */
export function setEcoLevel(level: EcoLevel): void {
  eco = level;
  engine?.setEco(level);
}
