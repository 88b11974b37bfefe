/**
 * Preferences: a member's follow the account (mutation `preferences.set`), a visitor's stay on the device. Those that a
 * page needs before any database is open (theme, language, eco level) are also stored by their own modules.
 */
import type { Preferences } from '@egoejo/shared/accounts/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import { setTextSize, storedTextSize } from '../platform/device/text-size.ts';
import { setTheme, storedTheme } from '../platform/device/theme.ts';
import { chooseEco, chooseWifiOnly, useEcoStore } from '../eco/store.ts';
import { errorText } from '../i18n/error-text.ts';
import { setLanguage, useLocaleStore } from '../i18n/locale.ts';
import { useRow } from '../sync/api/rows/live.ts';
import { mutate } from '../sync/api/acts/mutate.ts';
import { signedIn, useMember } from '../sync/api/session/session.ts';
import { toast } from '../ui/layers/toasts.tsx';
import { keepLocally } from '../platform/storage/quota-error.ts';
import { local } from '../platform/storage/local.ts';

const STORED = 'egoejo.preferences';
const useDevicePreferences = create<{ value: Preferences }>(() => {
  const text = local().getItem(STORED);
  return { value: text === null ? {} : (JSON.parse(text) as Preferences) };
});

interface Choice {
  member: MemberId;
  patch: Preferences;
  /** Its act is stored on disk. */
  queued: boolean;
}
/**
 * Choices made on this page that no row shows yet, oldest first. They take precedence over the row: a row that was read
 * earlier, or that shows an older choice, must not undo on the screen what the member just chose.
 */
const useChoices = create<{ all: readonly Choice[] }>(() => ({ all: [] }));
const keysOf = (value: Preferences) => Object.keys(value) as (keyof Preferences)[];
const choose = (change: (all: readonly Choice[]) => readonly Choice[]): void =>
  useChoices.setState(({ all }) => ({ all: change(all) }));

function useChosen(member: MemberId | undefined): { choices: readonly Choice[]; chosen: Preferences } {
  const all = useChoices((s) => s.all);
  return useMemo(() => {
    const choices = all.filter((c) => c.member === member);
    return { choices, chosen: Object.assign({}, ...choices.map((c) => c.patch)) as Preferences };
  }, [all, member]);
}

/** The preferences in force: the member's own where set, else this device's. */
export function usePreferences(): Preferences {
  const who = useMember();
  const row = useRow('preferences', who?.member);
  const device = useDevicePreferences((s) => s.value);
  const { chosen } = useChosen(who?.member);
  return { ...device, ...row?.value, ...chosen };
}

/**
 * Applies the preferences and resolves when all of them show.
 * @throws when a language pack cannot be fetched.
 */
async function applyHere(value: Preferences): Promise<void> {
  if (value.theme && value.theme !== storedTheme()) setTheme(value.theme);
  if (value.textSize && value.textSize !== storedTextSize()) setTextSize(value.textSize);
  if (value.eco !== undefined && value.eco !== useEcoStore.getState().choice) chooseEco(value.eco);
  if (value.wifiOnly !== undefined && value.wifiOnly !== useEcoStore.getState().wifiOnly)
    chooseWifiOnly(value.wifiOnly);
  if (value.locale && value.locale !== useLocaleStore.getState().language) await setLanguage(value.locale);
}

/**
 * Changes preferences on this device at once, and queues an act that brings them to the member's other devices. When
 * the act cannot be queued, a toast says why.
 * @throws when the language chosen is not on the device and cannot be fetched; it is then loaded at a later start.
 */
export async function setPreferences(patch: Preferences): Promise<void> {
  const value = { ...useDevicePreferences.getState().value, ...patch };
  keepLocally(STORED, JSON.stringify(value));
  useDevicePreferences.setState({ value });
  const who = signedIn();
  await Promise.all([who && queueChoice({ member: who.member, patch, queued: false }), applyHere(patch)]);
}

async function queueChoice(choice: Choice): Promise<void> {
  choose((all) => [...all, choice]);
  let left: readonly Choice[] = [];
  try {
    const queued = await mutate('preferences.set', choice.patch);
    if (queued.ok) left = [{ ...choice, queued: true }];
    else toast(errorText(queued.error), 'clay');
  } finally {
    choose((all) => all.flatMap((c) => (c === choice ? left : [c])));
  }
}

/** Applies preferences that the member chose on another device, when they arrive here. */
export function useApplyPreferences(): void {
  const who = useMember();
  const row = useRow('preferences', who?.member);
  const { choices, chosen } = useChosen(who?.member);
  useEffect(() => {
    if (!row) return;
    // A language pack that cannot be fetched now is loaded at the next start.
    void applyHere({ ...row.value, ...chosen }).catch(() => undefined);
    const shown =
      choices.length > 0 && choices.every((c) => c.queued) && keysOf(chosen).every((k) => chosen[k] === row.value[k]);
    if (shown) choose((all) => all.filter((c) => !choices.includes(c)));
  }, [row, choices, chosen]);
}
