/**
 * The language of the interface. French comes with the shell; every other language, and everything the first screen
 * does not say, is a lazy pack: `core` (shell, kit, home), `rest` (all other features) and `office` (running the place).
 */
import { create } from 'zustand';
import { coreFr } from './fr.ts';
import { formatMessage, type MessageParams } from './format.ts';
import type { restFr } from './fr.rest.ts';
import type { officeFr } from './office.fr.ts';

export type CoreKey = keyof typeof coreFr;
export type MessageKey = CoreKey | keyof typeof restFr | keyof typeof officeFr;
/** A whole pack of one language: TypeScript refuses one that lacks a key. */
export type CorePack = Record<CoreKey, string>;
export type RestPack = Record<keyof typeof restFr, string>;
export type OfficePack = Record<keyof typeof officeFr, string>;

export const localeNames = { fr: 'Français', en: 'English' } as const;
export type Locale = keyof typeof localeNames;
const RTL = new Set<string>(['ar']);

interface LocaleState {
  locale: Locale;
  messages: Readonly<Record<string, string>>;
  /** The lazy pack is there: pages beyond the first screen may show. */
  whole: boolean;
  /** What only those who run the place read is there, too. */
  office: boolean;
}
export const useLocaleStore = create<LocaleState>(() => ({ locale: 'fr', messages: coreFr, whole: false, office: false }));

const STORED = 'egoejo.locale';
const core: Record<Locale, () => Promise<CorePack>> = {
  fr: async () => coreFr,
  en: async () => (await import('./en.ts')).coreEn,
};
const rest: Record<Locale, () => Promise<RestPack>> = {
  fr: async () => (await import('./fr.rest.ts')).restFr,
  en: async () => (await import('./en.rest.ts')).restEn,
};
const office: Record<Locale, () => Promise<OfficePack>> = {
  fr: async () => (await import('./office.fr.ts')).officeFr,
  en: async () => (await import('./office.en.ts')).officeEn,
};

const isLocale = (v: unknown): v is Locale => typeof v === 'string' && v in localeNames;

/** The language chosen on this device before; French when none was. */
export function storedLocale(): Locale {
  const stored = localStorage.getItem(STORED);
  return isLocale(stored) ? stored : 'fr';
}

function show(locale: Locale, messages: Readonly<Record<string, string>>, whole: boolean): void {
  useLocaleStore.setState({ locale, messages, whole });
  document.documentElement.lang = locale;
  document.documentElement.dir = RTL.has(locale) ? 'rtl' : 'ltr';
}

/** Loads what the first screen says in `locale` and shows it. Rejects when the pack cannot be fetched. */
export async function loadCore(locale: Locale): Promise<void> {
  show(locale, await core[locale](), false);
}

/** Loads the rest of the present language; resolves at once when it is there. */
export async function loadRest(): Promise<void> {
  const { locale, whole } = useLocaleStore.getState();
  if (whole) return;
  const more = await rest[locale]();
  const now = useLocaleStore.getState();
  if (now.locale !== locale) return loadRest();
  show(locale, { ...now.messages, ...more }, true);
}

/** Loads what the pages of those who run the place say in the present language. */
export async function loadOffice(): Promise<void> {
  const { locale, office: there } = useLocaleStore.getState();
  if (there) return;
  const more = await office[locale]();
  const now = useLocaleStore.getState();
  if (now.locale !== locale) return loadOffice();
  useLocaleStore.setState({ messages: { ...now.messages, ...more }, office: true });
}

/** Changes the language everywhere and remembers it on this device. The old one stays until the new one is there. */
export async function setLocale(locale: Locale): Promise<void> {
  const [a, b, c] = await Promise.all([core[locale](), rest[locale](), useLocaleStore.getState().office ? office[locale]() : {}]);
  localStorage.setItem(STORED, locale);
  show(locale, { ...a, ...b, ...c }, true);
}

/** French typography: a narrow no-break space before ; : ! ? » % and after «. Catalogues are typed with plain spaces. */
export const frenchSpaces = (text: string): string => text.replace(/ (?=[;:!?»%])/g, '\u202f').replace(/« /g, '«\u202f');

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

/** True when `key` is a message of the loaded packs: for keys built from codes the server may one day add. */
export const hasMessage = (key: string): key is MessageKey => key in useLocaleStore.getState().messages;

/** An error code in words: `error.<code>`, or the general sentence naming the code when this build does not know it. */
export function errorText(failure: { code: string; params?: MessageParams }): string {
  const key = `error.${failure.code}`;
  return hasMessage(key) ? t(key, failure.params) : t('shell.error.unknown', { code: failure.code });
}
