import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { defineGlobal } from '../testing/browser-globals.ts';

const stored = new Map<string, string>();
defineGlobal('localStorage', {
  getItem: (k: string) => stored.get(k) ?? null,
  setItem: (k: string, v: string) => void stored.set(k, v),
});
const accounts = await import('./device-accounts.ts');
const lock = await import('./device-lock.ts');
const { useDeviceAccounts, rememberAccount, leaveAccount, addressKey, deviceOf, setCurrent } = accounts;
const { removeLock, setLock, tryUnlock, lockNow, openLock, unlocked, waitAfter } = lock;

const awa = {
  member: '00000000-0000-7000-8000-00000000000a' as MemberId,
  device: '00000000-0000-7000-8000-0000000000da' as DeviceId,
  name: 'Awa',
};
const bob = {
  member: '00000000-0000-7000-8000-00000000000b' as MemberId,
  device: '00000000-0000-7000-8000-0000000000db' as DeviceId,
  name: 'Bob',
};

beforeEach(() => {
  stored.clear();
  useDeviceAccounts.setState({ current: null, accounts: [], locked: false });
});
const of = (member: MemberId) => useDeviceAccounts.getState().accounts.find((a) => a.member === member);

describe('accounts on a shared device', () => {
  it('stay separate; signing out remembers the account for the next sign-in, discarding removes it', () => {
    rememberAccount(awa, 'password');
    rememberAccount(bob, 'password');
    expect(useDeviceAccounts.getState().current).toBe(bob.member);
    leaveAccount(bob.member, false);
    expect(of(bob.member)?.signedOut).toBe(true);
    expect(useDeviceAccounts.getState().current).toBeNull();
    leaveAccount(awa.member, true);
    expect(of(awa.member)).toBeUndefined();
  });
  it('get their former device id back, found by a hash of the address only', async () => {
    rememberAccount({ ...awa, address: await addressKey('Awa@Example.org ') }, 'password');
    expect(await deviceOf('awa@example.org')).toBe(awa.device);
    expect(await deviceOf('bob@example.org')).toBeNull();
    expect([...stored.values()].join()).not.toMatch(/example/);
    rememberAccount(awa, 'password');
    expect(await deviceOf('awa@example.org')).toBe(awa.device);
  });
  it('can have a PIN: the four digits unlock, others do not, and the digits are not stored', async () => {
    rememberAccount(awa, 'password');
    await setLock(awa.member, '4821');
    expect([...stored.values()].join()).not.toContain('4821');
    expect(await tryUnlock(awa.member, '1234', 0)).toEqual({ ok: false, waitMs: 0 });
    expect(await tryUnlock(awa.member, '4821', 0)).toEqual({ ok: true });
    expect(of(awa.member)?.lock?.wrong).toBe(0);
  });
  it('wait longer after each wrong PIN from the fifth on; the right PIN does not shorten the wait', async () => {
    expect([1, 4, 5, 6, 7, 30].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 120_000, 3_600_000]);
    rememberAccount(awa, 'password');
    await setLock(awa.member, '4821');
    for (let i = 0; i < 5; i++) await tryUnlock(awa.member, '0000', 1000);
    expect(await tryUnlock(awa.member, '4821', 2000)).toEqual({ ok: false, waitMs: 29_000 });
    expect(await tryUnlock(awa.member, '4821', 31_000)).toEqual({ ok: true });
  });
  it('keep the lock until its own PIN removes it; a wrong PIN neither removes nor replaces it and counts as a try', async () => {
    rememberAccount(awa, 'password');
    await setLock(awa.member, '4821');
    await setLock(awa.member, '0000');
    expect(await removeLock(awa.member, '0000', 0)).toEqual({ ok: false, waitMs: 0 });
    // Concurrent tries each count.
    await Promise.all([1, 2, 3, 4].map(() => removeLock(awa.member, '0000', 0)));
    expect(await removeLock(awa.member, '4821', 1000)).toEqual({ ok: false, waitMs: 29_000 });
    expect(of(awa.member)?.lock).not.toBeNull();
    expect(await removeLock(awa.member, '4821', 31_000)).toEqual({ ok: true });
    expect(of(awa.member)?.lock).toBeNull();
  });
  it('stay locked after sign-in by a provider; a password unlocks but keeps the PIN, unless the account was signed out: then it is removed', async () => {
    rememberAccount(awa, 'password');
    await setLock(awa.member, '4821');
    const state = () => [useDeviceAccounts.getState().locked, of(awa.member)?.lock !== null];
    rememberAccount(awa, 'provider');
    expect(state()).toEqual([true, true]);
    rememberAccount(awa, 'password');
    expect(state()).toEqual([false, true]);
    leaveAccount(awa.member, false);
    rememberAccount(awa, 'provider');
    expect(state()).toEqual([true, true]);
    leaveAccount(awa.member, false);
    rememberAccount(awa, 'password');
    expect(state()).toEqual([false, false]);
  });
  it('show nothing while locked: code that waits for the lock continues only after it opens', async () => {
    rememberAccount(awa, 'password');
    lockNow();
    expect(useDeviceAccounts.getState().locked).toBe(false);
    await setLock(awa.member, '4821');
    lockNow();
    expect(useDeviceAccounts.getState().locked).toBe(true);
    let open = false;
    const waiting = unlocked().then(() => (open = true));
    await Promise.resolve();
    expect(open).toBe(false);
    openLock();
    await waiting;
    expect(open).toBe(true);
  });
  it('can switch without signing anyone out', () => {
    rememberAccount(awa, 'password');
    setCurrent(null);
    expect(of(awa.member)?.signedOut).toBe(false);
    expect(JSON.parse(stored.get('egoejo.accounts') ?? '')).toMatchObject({ current: null });
  });
});
