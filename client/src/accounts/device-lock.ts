/**
 * The optional 4-digit lock of a member. It keeps other people out of the app on a shared phone; it does not encrypt,
 * and the settings page says so.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { base64, fromBase64 } from '../platform/values/base64.ts';
import { changeAccount, useDeviceAccounts, type Lock } from './device-accounts.ts';

/** How many digits open a lock. */
export const LOCK_DIGITS = 4;
const ITERATIONS = 310_000;

async function hashOf(digits: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveBits']);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS },
    key,
    256,
  );
  return base64(new Uint8Array(bits));
}

/**
 * Sets the 4-digit lock of a member on this device. An existing lock stays: only its digits can remove it
 * (`removeLock`).
 */
export async function setLock(member: MemberId, digits: string): Promise<void> {
  if (lockOf(member)) return;
  const salt = crypto.getRandomValues(new Uint8Array(16));
  changeAccount(member, { lock: { salt: base64(salt), hash: await hashOf(digits, salt), wrong: 0, notBefore: 0 } });
}

const FREE_TRIES = 5;
/** The wait after the n-th wrong try in a row: none for four, then 30 s, doubling up to an hour. Milliseconds. */
export const waitAfter = (wrong: number): number =>
  wrong < FREE_TRIES ? 0 : Math.min(3_600_000, 30_000 * 2 ** (wrong - FREE_TRIES));

const lockOf = (member: MemberId): Lock | null =>
  useDeviceAccounts.getState().accounts.find((a) => a.member === member)?.lock ?? null;

export type Unlock = { ok: true } | { ok: false; waitMs: number };
/** Tries the digits: the right ones unlock, wrong ones may cause a wait. `now`: device clock, ms. */
export async function tryUnlock(member: MemberId, digits: string, now: number): Promise<Unlock> {
  const lock = lockOf(member);
  if (!lock) return { ok: true };
  if (now < lock.notBefore) return { ok: false, waitMs: lock.notBefore - now };
  // The try is counted before it is checked, so that reloading the page and concurrent tries count too.
  const wrong = lock.wrong + 1;
  const waitMs = waitAfter(wrong);
  changeAccount(member, { lock: { ...lock, wrong, notBefore: now + waitMs } });
  if ((await hashOf(digits, fromBase64(lock.salt))) !== lock.hash) return { ok: false, waitMs };
  changeAccount(member, { lock: { ...lock, wrong: 0, notBefore: 0 } });
  return { ok: true };
}

/**
 * Removes the lock when the digits are right; a wrong try counts like one at the lock screen. `now`: device clock, ms.
 */
export async function removeLock(member: MemberId, digits: string, now: number): Promise<Unlock> {
  const tried = await tryUnlock(member, digits, now);
  if (tried.ok) changeAccount(member, { lock: null });
  return tried;
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
