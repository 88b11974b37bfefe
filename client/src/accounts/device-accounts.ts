/**
 * The people who use this device: their names for the chooser and an optional 4-digit lock each. It is known before
 * any database is open, so it stands in localStorage. The lock keeps curious hands out of the app on a shared phone;
 * it does not encrypt, and the page of settings says so.
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { create } from 'zustand';

interface Lock {
  /** Base64 salt and PBKDF2-SHA-256 hash of the digits. */
  salt: string;
  hash: string;
  /** Wrong tries in a row; from the fifth on each costs a longer wait. */
  wrong: number;
  /** Device clock, ms: no try before. */
  notBefore: number;
}
export interface DeviceAccount {
  member: MemberId;
  device: DeviceId;
  name: string;
  /** Hash of the address signed in with: the next sign-in names the same device again. */
  address: string | null;
  /** Signed out: comes back only by signing in again. */
  signedOut: boolean;
  lock: Lock | null;
}
interface DeviceAccounts {
  current: MemberId | null;
  accounts: DeviceAccount[];
}
const STORED = 'egoejo.accounts';
const NONE: DeviceAccounts = { current: null, accounts: [] };

function read(): DeviceAccounts {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(STORED);
  // Written only below; the shape is ours.
  return text === null ? NONE : (JSON.parse(text) as DeviceAccounts);
}
/** `locked`: nothing of the current member may show before the digits. */
export const useDeviceAccounts = create<DeviceAccounts & { locked: boolean }>(() => {
  const known = read();
  return { ...known, locked: known.accounts.some((a) => a.member === known.current && a.lock !== null) };
});

function write(next: Partial<DeviceAccounts>): void {
  useDeviceAccounts.setState(next);
  const { current, accounts } = useDeviceAccounts.getState();
  localStorage.setItem(STORED, JSON.stringify({ current, accounts }));
}
/**
 * Follows what other tabs write here. Calls `run` when one of them gave the device to another member or to nobody, who then stand in
 * the storage and not yet in this store.
 */
export function onHandedOver(run: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key !== STORED) return;
    const { current, accounts } = read();
    if (current === useDeviceAccounts.getState().current) useDeviceAccounts.setState({ accounts });
    else run();
  });
}
const change = (member: MemberId, patch: Partial<DeviceAccount>) =>
  write({ accounts: useDeviceAccounts.getState().accounts.map((a) => (a.member === member ? { ...a, ...patch } : a)) });

/** This member signed in here: the device serves them now. */
export function rememberAccount(who: { member: MemberId; device: DeviceId; name: string; address?: string | null }): void {
  const { accounts } = useDeviceAccounts.getState();
  const before = accounts.find((a) => a.member === who.member);
  const account: DeviceAccount = { ...who, address: who.address ?? before?.address ?? null, signedOut: false, lock: before?.lock ?? null };
  write({ current: who.member, accounts: [account, ...accounts.filter((a) => a.member !== who.member)] });
  useDeviceAccounts.setState({ locked: false });
}
/** How an address is remembered here: no one reads it from the phone. */
export async function addressKey(email: string): Promise<string> {
  return base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(email.trim().toLowerCase()))));
}
/** The device id this address already has here, so that a return is no new device; null for a new person. */
export async function deviceOf(email: string): Promise<DeviceId | null> {
  const key = await addressKey(email);
  return useDeviceAccounts.getState().accounts.find((a) => a.address === key)?.device ?? null;
}
/** The name as it is now, for the chooser. */
export const renameAccount = (member: MemberId, name: string): void => change(member, { name });

/** Signed out: `wholly` forgets the person, else their data waits for the next sign-in. */
export function leaveAccount(member: MemberId, wholly: boolean): void {
  const { accounts } = useDeviceAccounts.getState();
  if (wholly) write({ current: null, accounts: accounts.filter((a) => a.member !== member) });
  else {
    write({ current: null });
    change(member, { signedOut: true });
  }
}
/** The device serves nobody for now (chooser, visitor); nobody is signed out. */
export const setCurrent = (member: MemberId | null): void => write({ current: member });

const ITERATIONS = 310_000;
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function hashOf(digits: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, key, 256);
  return base64(new Uint8Array(bits));
}

/** Sets the 4-digit lock of a member on this device, or takes it away. */
export async function setLock(member: MemberId, digits: string | null): Promise<void> {
  if (digits === null) return change(member, { lock: null });
  const salt = crypto.getRandomValues(new Uint8Array(16));
  change(member, { lock: { salt: base64(salt), hash: await hashOf(digits, salt), wrong: 0, notBefore: 0 } });
}

const FREE_TRIES = 5;
/** Wait after the n-th wrong try in a row: none for four, then 30 s, doubling to an hour. Milliseconds. */
export const waitAfter = (wrong: number): number => (wrong < FREE_TRIES ? 0 : Math.min(3_600_000, 30_000 * 2 ** (wrong - FREE_TRIES)));

export type Unlock = { ok: true } | { ok: false; waitMs: number };
/** Tries the digits; a right one opens, a wrong one may cost a wait. `now`: device clock, ms. */
export async function tryUnlock(member: MemberId, digits: string, now: number): Promise<Unlock> {
  const lock = useDeviceAccounts.getState().accounts.find((a) => a.member === member)?.lock;
  if (!lock) return { ok: true };
  if (now < lock.notBefore) return { ok: false, waitMs: lock.notBefore - now };
  if ((await hashOf(digits, fromBase64(lock.salt))) === lock.hash) {
    change(member, { lock: { ...lock, wrong: 0, notBefore: 0 } });
    return { ok: true };
  }
  const wrong = lock.wrong + 1;
  const waitMs = waitAfter(wrong);
  change(member, { lock: { ...lock, wrong, notBefore: now + waitMs } });
  return { ok: false, waitMs };
}

/** Resolves when nothing is locked (any more). */
export function unlocked(): Promise<void> {
  if (!useDeviceAccounts.getState().locked) return Promise.resolve();
  return new Promise((done) => {
    const stop = useDeviceAccounts.subscribe((s) => {
      if (s.locked) return;
      stop();
      done();
    });
  });
}
export const lockNow = (): void => {
  const { current, accounts } = useDeviceAccounts.getState();
  if (accounts.some((a) => a.member === current && a.lock)) useDeviceAccounts.setState({ locked: true });
};
export const openLock = (): void => useDeviceAccounts.setState({ locked: false });
