/**
 * The members who use this device: their names for the chooser, and an optional 4-digit lock each (device-lock.ts).
 * It is needed before any database is open, so it is in localStorage.
 */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { create } from 'zustand';
import { base64 } from '../platform/values/base64.ts';
import { useShell } from '../platform/page/shell-store.ts';
import { local } from '../platform/storage/local.ts';

/** The lock of a member on this device. */
export interface Lock {
  /** Base64 salt and PBKDF2-SHA-256 hash of the digits. */
  salt: string;
  hash: string;
  /** Wrong tries in a row; from the fifth on, each causes a longer wait. */
  wrong: number;
  /** Device clock, ms: no try is accepted before this time. */
  notBefore: number;
}
export interface DeviceAccount {
  member: MemberId;
  device: DeviceId;
  name: string;
  /** Hash of the address used to sign in, so that the next sign-in names the same device again. */
  address: string | null;
  /** Signed out: the account opens again only after a new sign-in. */
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
  const text = local().getItem(STORED);
  // Only this module writes it, so the shape is known.
  return text === null ? NONE : (JSON.parse(text) as DeviceAccounts);
}
/** `locked`: nothing of the current member may be shown before the digits are entered. */
export const useDeviceAccounts = create<DeviceAccounts & { locked: boolean }>(() => {
  const known = read();
  return { ...known, locked: known.accounts.some((a) => a.member === known.current && a.lock !== null) };
});

function write(next: Partial<DeviceAccounts>): void {
  useDeviceAccounts.setState(next);
  const { current, accounts } = useDeviceAccounts.getState();
  // Without databases each visit begins signed out, and what is stored from before is left as it is.
  if (!useShell.getState().unkept) local().setItem(STORED, JSON.stringify({ current, accounts }));
}
/** Forgets the members in this page only: their data cannot be reached. */
export const serveNobody = (): void => useDeviceAccounts.setState({ ...NONE, locked: false });
/**
 * Follows what other tabs write here. Calls `run` when another tab gave the device to another member or to no one; the
 * storage then has the new state, but this store does not yet.
 */
export function onHandedOver(run: () => void): void {
  addEventListener('storage', (event) => {
    if (event.key !== STORED) return;
    const { current, accounts } = read();
    if (current === useDeviceAccounts.getState().current) useDeviceAccounts.setState({ accounts });
    else run();
  });
}
/** Changes what is stored about one member. */
export const changeAccount = (member: MemberId, patch: Partial<DeviceAccount>) =>
  write({ accounts: useDeviceAccounts.getState().accounts.map((a) => (a.member === member ? { ...a, ...patch } : a)) });

/**
 * How a person proved to be this member. An OpenID session still open in this browser is no proof for opening a lock.
 */
type Proof = 'password' | 'digits' | 'provider';
/**
 * Makes this member the one that the device serves. A lock survives every sign-in but one: a member who signed out and
 * signs in again by password loses the lock, which is the way out for those who forgot their digits.
 */
export function rememberAccount(
  who: { member: MemberId; device: DeviceId; name: string; address?: string | null },
  proof: Proof,
): void {
  const { accounts } = useDeviceAccounts.getState();
  const before = accounts.find((a) => a.member === who.member);
  const lock = before?.signedOut && proof === 'password' ? null : (before?.lock ?? null);
  const account: DeviceAccount = { ...who, address: who.address ?? before?.address ?? null, signedOut: false, lock };
  write({ current: who.member, accounts: [account, ...accounts.filter((a) => a.member !== who.member)] });
  useDeviceAccounts.setState({ locked: lock !== null && proof === 'provider' });
}
/** The stored form of an address, a hash, so that it cannot be read from the phone. */
export async function addressKey(email: string): Promise<string> {
  return base64(
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(email.trim().toLowerCase()))),
  );
}
/**
 * The device id that this address already has here, so that returning does not create a new device; null for a new
 * person.
 */
export async function deviceOf(email: string): Promise<DeviceId | null> {
  const key = await addressKey(email);
  return useDeviceAccounts.getState().accounts.find((a) => a.address === key)?.device ?? null;
}
/** Updates the name, for the chooser. */
export const renameAccount = (member: MemberId, name: string): void => changeAccount(member, { name });

/** Marks the member as signed out: `wholly` forgets the person, else their data waits for the next sign-in. */
export function leaveAccount(member: MemberId, wholly: boolean): void {
  const { accounts } = useDeviceAccounts.getState();
  if (wholly) write({ current: null, accounts: accounts.filter((a) => a.member !== member) });
  else {
    write({ current: null });
    changeAccount(member, { signedOut: true });
  }
}
/** Sets the member that the device serves; null: no one for now (chooser, visitor). No one is signed out. */
export const setCurrent = (member: MemberId | null): void => write({ current: member });
