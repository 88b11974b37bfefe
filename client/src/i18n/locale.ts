/**
 * The language of the interface. French comes with the shell. Every other language, and all messages beyond the first
 * screen, are lazy packs: `core` (shell, kit, home), `deferred` (all other features) and `staff` (pages for animators
 * and operators).
 */
import { create } from 'zustand';
import { coreFr } from './fr.ts';
import { formatMessage, type MessageParams } from './format.ts';
import type { deferredFr } from './deferred.fr.ts';
import type { staffFr } from './staff.fr.ts';
import { core, deferred, staff } from './packs.ts';

export type CoreKey = keyof typeof coreFr;
export type MessageKey = CoreKey | keyof typeof deferredFr | keyof typeof staffFr;

export const localeNames = { fr: 'Français', en: 'English' } as const;
export type Locale = keyof typeof localeNames;
const RTL = new Set<string>(['ar']);

interface LocaleState {
  locale: Locale;
  messages: Readonly<Record<string, string>>;
  /** The deferred pack is loaded: pages beyond the first screen may show. */
  whole: boolean;
  /** The staff pack is loaded, too. */
  staff: boolean;
}
export const useLocaleStore = create<LocaleState>(() => ({
  locale: 'fr',
  messages: coreFr,
  whole: false,
  staff: false,
}));

const STORED = 'egoejo.locale';

const isLocale = (v: unknown): v is Locale => typeof v === 'string' && v in localeNames;

/** The language chosen earlier on this device; French if none was. */
export function storedLocale(): Locale {
  const stored = localStorage.getItem(STORED);
  return isLocale(stored) ? stored : 'fr';
}

function show(locale: Locale, messages: Readonly<Record<string, string>>, whole: boolean): void {
  useLocaleStore.setState({ locale, messages, whole });
  document.documentElement.lang = locale;
  document.documentElement.dir = RTL.has(locale) ? 'rtl' : 'ltr';
}

/** Loads the messages of the first screen in `locale` and shows them. Rejects when the pack cannot be fetched. */
export async function loadCore(locale: Locale): Promise<void> {
  show(locale, await core[locale](), false);
}

/** Loads the deferred pack of the current language; resolves at once when it is already loaded. */
export async function loadDeferred(): Promise<void> {
  const { locale, whole } = useLocaleStore.getState();
  if (whole) return;
  const more = await deferred[locale]();
  const now = useLocaleStore.getState();
  if (now.locale !== locale) return loadDeferred();
  show(locale, { ...now.messages, ...more }, true);
}

/** Loads the staff pack of the current language. */
export async function loadStaff(): Promise<void> {
  const { locale, staff: there } = useLocaleStore.getState();
  if (there) return;
  const more = await staff[locale]();
  const now = useLocaleStore.getState();
  if (now.locale !== locale) return loadStaff();
  useLocaleStore.setState({ messages: { ...now.messages, ...more }, staff: true });
}

/** Changes the language everywhere and stores it on this device. The old one stays until the new one is loaded. */
export async function setLocale(locale: Locale): Promise<void> {
  const [a, b, c] = await Promise.all([
    core[locale](),
    deferred[locale](),
    useLocaleStore.getState().staff ? staff[locale]() : {},
  ]);
  localStorage.setItem(STORED, locale);
  show(locale, { ...a, ...b, ...c }, true);
}

/**
 * French typography: a narrow no-break space before ; : ! ? » % and after «. Catalogues are written with plain spaces.
 */
export const frenchSpaces = (text: string): string =>
  text.replace(/ (?=[;:!?»%])/g, '\u202f').replace(/« /g, '«\u202f');

export type Translate = (key: MessageKey, params?: MessageParams) => string;

function translator({ locale, messages }: LocaleState): Translate {
  return (key, params) => {
    const message = messages[key];
    if (message === undefined) throw new Error(`no message ${key} in ${locale}: its pack is not loaded`);
    return formatMessage(locale, locale === 'fr' ? frenchSpaces(message) : message, params);
  };
}
let made: { state: LocaleState; t: Translate } | null = null;
function current(state: LocaleState): Translate {
  if (made?.state !== state) made = { state, t: translator(state) };
  return made.t;
}

/** `t(key, params)` for components: they render again when the language changes. */
export const useT = (): Translate => current(useLocaleStore());
/** `t` outside React (titles, notifications). */
export const t: Translate = (key, params) => current(useLocaleStore.getState())(key, params);
export const useLocale = (): Locale => useLocaleStore((s) => s.locale);

/** Whether `key` is a message of the loaded packs: for keys built from codes that a later server may add. */
export const hasMessage = (key: string): key is MessageKey => key in useLocaleStore.getState().messages;

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** Instants as the device's language writes them; the server sends ISO 8601. */
function withTimes(params: MessageParams = {}): MessageParams {
  const { locale } = useLocaleStore.getState();
  return Object.fromEntries(
    Object.entries(params).map(([name, v]) => [
      name,
      typeof v === 'string' && INSTANT.test(v)
        ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(v))
        : v,
    ]),
  );
}

/** An error code in words: `error.<code>`, or the general sentence naming the code when this build does not know it. */
export function errorText(failure: { code: string; params?: MessageParams }): string {
  const key = `error.${failure.code}`;
  return hasMessage(key) ? t(key, withTimes(failure.params)) : t('shell.error.unknown', { code: failure.code });
}
