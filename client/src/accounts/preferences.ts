/**
 * Preferences: a member's travel with the account (mutation `preferences.set`), a visitor's stay on the device. What a
 * page needs before any database is open (theme, language, eco level) is also kept by its own store.
 */
import type { Preferences } from '@egoejo/shared/accounts/model.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { setTheme, storedTheme } from '../app/theme.ts';
import { chooseEco, useEcoStore } from '../eco/store.ts';
import { setLocale, useLocaleStore } from '../i18n/locale.ts';
import { useRow } from '../sync/live.ts';
import { mutate } from '../sync/mutate.ts';
import { signedIn, useMember } from '../sync/session.ts';

const STORED = 'egoejo.preferences';
const useDevicePreferences = create<{ value: Preferences }>(() => {
  const text = typeof localStorage === 'undefined' ? null : localStorage.getItem(STORED);
  return { value: text === null ? {} : (JSON.parse(text) as Preferences) };
});

/** What is wished: the member's own where they said so, else this device's. */
export function usePreferences(): Preferences {
  const who = useMember();
  const row = useRow('preferences', who?.member);
  const device = useDevicePreferences((s) => s.value);
  return { ...device, ...row?.value };
}

function applyHere(value: Preferences): void {
  if (value.theme && value.theme !== storedTheme()) setTheme(value.theme);
  if (value.eco !== undefined && value.eco !== useEcoStore.getState().choice) chooseEco(value.eco);
  // A language pack that cannot be fetched now comes with the next start.
  if (value.locale && value.locale !== useLocaleStore.getState().locale) void setLocale(value.locale).catch(() => undefined);
}

/** Changes some: here at once, and for the member everywhere by a queued act. */
export async function setPreferences(patch: Preferences): Promise<void> {
  const value = { ...useDevicePreferences.getState().value, ...patch };
  localStorage.setItem(STORED, JSON.stringify(value));
  useDevicePreferences.setState({ value });
  applyHere(patch);
  if (signedIn()) await mutate('preferences.set', patch);
}

/** Applies what the member chose on another device, when it arrives here. */
export function useApplyPreferences(): void {
  const who = useMember();
  const row = useRow('preferences', who?.member);
  useEffect(() => {
    if (row) applyHere(row.value);
  }, [row]);
}
