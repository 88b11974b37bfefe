import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { defineGlobal } from '../testing/browser-globals.ts';

const stored = new Map<string, string>();
defineGlobal('localStorage', { getItem: (k: string) => stored.get(k) ?? null, setItem: (k: string, v: string) => void stored.set(k, v) });
const accounts = await import('./device-accounts.ts');
const { useDeviceAccounts, rememberAccount, leaveAccount, setLock, tryUnlock, lockNow, openLock, unlocked, waitAfter, addressKey, deviceOf, setCurrent } = accounts;

const awa = { member: '00000000-0000-7000-8000-00000000000a' as MemberId, device: '00000000-0000-7000-8000-0000000000da' as DeviceId, name: 'Awa' };
const bob = { member: '00000000-0000-7000-8000-00000000000b' as MemberId, device: '00000000-0000-7000-8000-0000000000db' as DeviceId, name: 'Bob' };

beforeEach(() => {
  stored.clear();
  useDeviceAccounts.setState({ current: null, accounts: [], locked: false });
});
const of = (member: MemberId) => useDeviceAccounts.getState().accounts.find((a) => a.member === member);

describe('the people of a shared device', () => {
  it('keep apart; signing out keeps the person for the next sign-in, discarding forgets them', () => {
    rememberAccount(awa);
    rememberAccount(bob);
    expect(useDeviceAccounts.getState().current).toBe(bob.member);
    leaveAccount(bob.member, false);
    expect(of(bob.member)?.signedOut).toBe(true);
    expect(useDeviceAccounts.getState().current).toBeNull();
    leaveAccount(awa.member, true);
    expect(of(awa.member)).toBeUndefined();
  });
  it('come back with the device id they had here, known by a hash of the address only', async () => {
    rememberAccount({ ...awa, address: await addressKey('Awa@Example.org ') });
    expect(await deviceOf('awa@example.org')).toBe(awa.device);
    expect(await deviceOf('bob@example.org')).toBeNull();
    expect([...stored.values()].join()).not.toMatch(/example/);
    rememberAccount(awa);
    expect(await deviceOf('awa@example.org')).toBe(awa.device);
  });
  it('may lock: four digits open, others do not, and the digits stand nowhere', async () => {
    rememberAccount(awa);
    await setLock(awa.member, '4821');
    expect([...stored.values()].join()).not.toContain('4821');
    expect(await tryUnlock(awa.member, '1234', 0)).toEqual({ ok: false, waitMs: 0 });
    expect(await tryUnlock(awa.member, '4821', 0)).toEqual({ ok: true });
    expect(of(awa.member)?.lock?.wrong).toBe(0);
    await setLock(awa.member, null);
    expect(await tryUnlock(awa.member, '0000', 0)).toEqual({ ok: true });
  });
  it('wait longer after each wrong try from the fifth on, and not even the right digits shorten it', async () => {
    expect([1, 4, 5, 6, 7, 30].map(waitAfter)).toEqual([0, 0, 30_000, 60_000, 120_000, 3_600_000]);
    rememberAccount(awa);
    await setLock(awa.member, '4821');
    for (let i = 0; i < 5; i++) await tryUnlock(awa.member, '0000', 1000);
    expect(await tryUnlock(awa.member, '4821', 2000)).toEqual({ ok: false, waitMs: 29_000 });
    expect(await tryUnlock(awa.member, '4821', 31_000)).toEqual({ ok: true });
  });
  it('show nothing while locked: whoever waits for the lock goes on only when it opens', async () => {
    rememberAccount(awa);
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
  it('are handed the device without anyone being signed out', () => {
    rememberAccount(awa);
    setCurrent(null);
    expect(of(awa.member)?.signedOut).toBe(false);
    expect(JSON.parse(stored.get('egoejo.accounts') ?? '')).toMatchObject({ current: null });
  });
});
