/**
 * Who this device is, and the engine of that member while it is open. The only module state of the engine: everything
 * below takes its store and environment as arguments.
 */
import { useSyncExternalStore } from 'react';
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { forgetDevice, readDevice, rememberDevice } from './device.ts';
import { startEngine, type Engine } from './engine.ts';
import { evictedActs, lostActs, noteLost, noteRead, noteWaiting, readWaiting, type Waiting } from './evicted.ts';
import { QUIET, useSyncStatus } from './status-store.ts';
import { deleteStore, openStore, readMeta, writeMeta, type Identity, type Store } from './store.ts';
import { theEnv } from './the-env.ts';
import { count, kindOf } from './usage.ts';

export { provideEnv, theEnv } from './the-env.ts';

let engine: Engine | null = null;
/** `bornAt` of the database that is open. */
let born = 0;
let token: string | null = null;
let eco: EcoLevel = 2;
const listeners = new Set<() => void>();

/** The open engine, or null before the first `openMember` or `openVisitor`. */
export const current = (): Engine | null => engine;
const losses = new Set<() => void>();
/** Calls `run` when the browser takes the storage away under the open app. */
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
    // At once: whatever counts the queue next finds it empty. Another tab may have begun anew, and have new acts marked.
    const waiting = readWaiting();
    if (waiting?.born === born) markLost(waiting);
    for (const run of losses) run();
  });
  store.onErased(() => {
    if (engine?.store === store) shutDown();
  });
  engine = await startEngine({
    env: theEnv(), store, who, eco,
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
}

/** Counts what an eviction took, once, and shows it until the member puts it away. */
async function noticeEviction({ db }: Store, who: Identity): Promise<void> {
  const bornAt = (await readMeta(db, 'bornAt')) ?? ((await readMeta(db, 'fence')) === undefined ? theEnv().now() : 0);
  await writeMeta(db, 'bornAt', bornAt);
  born = bornAt;
  const waiting = readWaiting();
  if (waiting && (waiting.member === who.member || !(await knownMembers()).some((m) => m.member === waiting.member))) {
    if (evictedActs(waiting, waiting.member === who.member ? bornAt : undefined) > 0) markLost(waiting);
  }
  useSyncStatus.setState({ evicted: lostActs() });
}
/** Marks outside the storage how many acts wait in the open database, so that an eviction can be told (S23). */
export function markWaiting(acts: number): void {
  const member = engine?.who.member;
  if (member) noteWaiting({ member, acts, born });
}
/** The same at the instant of an act, whose page may be left before anything is counted. */
export function markQueued(): void {
  const waiting = readWaiting();
  markWaiting((waiting?.member === engine?.who.member ? (waiting?.acts ?? 0) : 0) + 1);
}
function markLost(waiting: Waiting): void {
  noteLost(waiting);
  useSyncStatus.setState({ evicted: lostActs() });
}
/** The member has read that acts were lost to an eviction. */
export function dismissEvicted(): void {
  noteRead();
  useSyncStatus.setState({ evicted: 0 });
}

/** Opens that member's database on this device and starts the syncer. `accessToken` null: the refresh cookie will do. */
export async function openMember(member: MemberId, device: DeviceId, accessToken: string | null): Promise<void> {
  if (engine?.who.member === member && engine.who.device === device) {
    setAccessToken(accessToken);
    engine.syncer.trigger('signed-in');
    return;
  }
  token = accessToken;
  await rememberDevice(theEnv(), member, device);
  await open({ member, device });
}

/** Opens the store of visitors: pulls public scopes, queues nothing. */
export async function openVisitor(): Promise<void> {
  token = null;
  await open({ member: null, device: null });
}

/** Every member who signed in on this device, and the device id each has here. */
export const knownMembers = async (): Promise<{ member: MemberId; device: DeviceId }[]> => (await readDevice(theEnv())).members;

/**
 * S22: closes the member's database. 'keep' leaves it for the next sign-in; 'discard' removes it with all it holds,
 * queued acts included. Opens the store of visitors.
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

/** Closes whatever is open, keeping all of it: before the page goes, and between tests. */
export function shutDown(): void {
  engine?.stop();
  engine = null;
  for (const run of listeners) run();
}

/** Ends every exchange of this page; what is done meanwhile is queued. For the moments before the page loads again. */
export const pauseSync = (): void => engine?.syncer.stop();

/** Who is signed in here; null for a visitor. */
export function useMember(): { member: MemberId; device: DeviceId } | null {
  return useSyncExternalStore(onSession, signedIn);
}
/** The same, outside React. The object is the same one as long as the session is. */
export function signedIn(): { member: MemberId; device: DeviceId } | null {
  return engine?.signedIn ?? null;
}

/** Acts without a verdict on this device (S22). */
export const unsyncedCount = async (): Promise<number> =>
  engine ? engine.store.db.outbox.filter((row) => row.verdict === null).count() : 0;

export const getAccessToken = (): string | null => token;
/** Kept in memory only. */
export function setAccessToken(next: string | null): void {
  token = next;
  engine?.syncer.setToken(next);
}

/** Tells the syncer the eco level in force (S19, S25, texts by sync or on opening). */
export function setEcoLevel(level: EcoLevel): void {
  eco = level;
  engine?.setEco(level);
}
