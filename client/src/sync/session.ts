/**
 * Who this device is, and the engine of that member while it is open. The only module state of the engine: everything
 * below takes its store and environment as arguments.
 */
import { useSyncExternalStore } from 'react';
import type { EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { forgetDevice, readDevice, rememberDevice } from './device.ts';
import { startEngine, type Engine } from './engine.ts';
import { QUIET, useSyncStatus } from './status-store.ts';
import { deleteStore, openStore, type Identity } from './store.ts';
import { theEnv } from './the-env.ts';
import { count, kindOf } from './usage.ts';

export { provideEnv, theEnv } from './the-env.ts';

let engine: Engine | null = null;
let token: string | null = null;
let eco: EcoLevel = 2;
const listeners = new Set<() => void>();

/** The open engine, or null before the first `openMember` or `openVisitor`. */
export const current = (): Engine | null => engine;
/** Calls `run` whenever another database opens or closes. */
export function onSession(run: () => void): () => void {
  listeners.add(run);
  return () => listeners.delete(run);
}

async function open(who: Identity): Promise<void> {
  engine?.stop();
  useSyncStatus.setState(QUIET, true);
  engine = await startEngine({
    env: theEnv(), store: await openStore(theEnv(), who.member), who, eco,
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

/** Opens whom this device last served, without a network: the member signed in here, else visitors. */
export async function resume(): Promise<{ member: MemberId; device: DeviceId } | null> {
  const known = await readDevice(theEnv());
  if (known.current === null) await openVisitor();
  else await openMember(known.current.member, known.current.device, null);
  return known.current;
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
  if (mode === 'discard') await deleteStore(theEnv(), member);
  await forgetDevice(theEnv(), member, mode === 'discard');
  await openVisitor();
}

/** Closes whatever is open, keeping all of it: before the page goes, and between tests. */
export function shutDown(): void {
  engine?.stop();
  engine = null;
  for (const run of listeners) run();
}

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
