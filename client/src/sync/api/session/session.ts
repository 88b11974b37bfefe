/**
 * The signed-in member, this device's id, and the member's database while it is open. This module, open-engine.ts and
 * eviction.ts have the only module state of the engine: everything below takes its store and environment as arguments.
 */
import { useSyncExternalStore } from 'react';
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { forgetDevice, readDevice, rememberDevice } from '../../engine/store/device.ts';
import { startEngine } from '../../host/engine.ts';
import { pendingCount } from '../../engine/acts/pending-count.ts';
import { takeIn } from '../../engine/repair/take-in.ts';
import { forgetPictures } from '../../engine/store/pictures.ts';
import { keepReserve, withReserve } from '../../engine/store/quota.ts';
import { noteWaiting } from '../../host/evicted.ts';
import { noticeEviction, noticeLoss } from './eviction.ts';
import { announceSession, current, onSession, setEngine } from './open-engine.ts';
import { QUIET, useSyncStatus } from '../status/status-store.ts';
import { openStore } from '../../engine/repair/open-store.ts';
import { deleteStore } from '../../engine/store/store.ts';
import type { Identity } from '../../engine/identity.ts';
import { theEnv } from '../../host/the-env.ts';
import { countBytes } from '../status/usage.ts';

export { provideEnv, theEnv } from '../../host/the-env.ts';
export { current, onSession };

let token: string | null = null;
let eco: EcoLevel = 2;
const losses = new Set<() => void>();
/** Calls `run` when the browser evicts the storage while the app is open. */
export const onStorageLost = (run: () => void): void => void losses.add(run);

const lasts = new Set<() => Promise<void>>();
/** Calls `run` before the open database is closed for another, and waits for it: its last acts are still queued. */
export const beforeClose = (run: () => Promise<void>): void => void lasts.add(run);
/** Queues the last acts now: a member about to leave should see what waits (S22). One that fails keeps nobody here. */
export const queueLasts = async (): Promise<void> => void (await Promise.allSettled([...lasts].map((run) => run())));

async function open(who: Identity): Promise<void> {
  await queueLasts();
  current()?.stop();
  useSyncStatus.setState(QUIET, true);
  const store = await openStore(theEnv(), who.member);
  await noticeEviction(store, who);
  store.onLost(() => {
    if (current()?.store !== store) return;
    noticeLoss();
    for (const run of losses) run();
  });
  store.onErased(() => {
    if (current()?.store === store) shutDown();
  });
  const engine = await startEngine({
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
    report(patch) {
      useSyncStatus.setState(patch);
      // The session was ended elsewhere: who holds this device now may be somebody else.
      if (patch.phase === 'paused-auth' && who.member !== null) void forgetPictures(theEnv(), who.member);
    },
    onBytes: countBytes,
  });
  setEngine(engine);
  announceSession();
  // The reserve is created in the background, since it is only needed later. If there is no room for it, there may be
  // none for the next act either.
  if (theEnv().inMemory) return;
  void keepReserve(theEnv()).then((kept) => {
    if (!kept) useSyncStatus.setState({ storageFull: true });
  });
}

/**
 * Opens that member's database on this device and starts the syncer. `accessToken` null: the refresh cookie is used.
 */
export async function openMember(member: MemberId, device: DeviceId, accessToken: string | null): Promise<void> {
  const engine = current();
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
 * 'discard' deletes all of it, including queued acts. Pictures that only they may see go in any case.
 */
export async function closeMember(mode: 'keep' | 'discard'): Promise<void> {
  const member = current()?.who.member;
  if (member === undefined || member === null) return;
  await queueLasts();
  current()?.stop();
  setEngine(null);
  token = null;
  if (mode === 'discard') {
    noteWaiting(null);
    await deleteStore(theEnv(), member);
  }
  await forgetDevice(theEnv(), member, mode === 'discard');
  await forgetPictures(theEnv(), member);
  await openVisitor();
}

/** Forgets the pictures that only this member may see: their account is locked, or the device handed over. */
export const hidePictures = (member: MemberId): Promise<void> => forgetPictures(theEnv(), member);

/** Closes the open database and keeps its data: before the page is left, and between tests. */
export function shutDown(): void {
  current()?.stop();
  setEngine(null);
  announceSession();
}

/** Ends every exchange of this page; acts made afterwards are only queued. For the moments before the page reloads. */
export const pauseSync = (): void => current()?.syncer.stop();

/** The signed-in member; null for a visitor. */
export function useMember(): { member: MemberId; device: DeviceId } | null {
  return useSyncExternalStore(onSession, signedIn);
}
/** The signed-in member, outside React. Returns the same object as long as the session lasts. */
export function signedIn(): { member: MemberId; device: DeviceId } | null {
  return current()?.signedIn ?? null;
}

/** The number of acts without a verdict on this device (S22). */
export async function unsyncedCount(): Promise<number> {
  const engine = current();
  if (!engine) return 0;
  await takeIn(engine.env, engine.store, engine.who.member);
  return pendingCount(engine.store.db);
}

export const getAccessToken = (): string | null => token;
/** Kept in memory only. */
export function setAccessToken(next: string | null): void {
  token = next;
  current()?.syncer.setToken?.(next);
}

/**
 * Tells the syncer the current eco level (S19, S25), which also decides whether texts come with the sync or on opening.
 */
export function setEcoLevel(level: EcoLevel): void {
  eco = level;
  current()?.setEco(level);
}
