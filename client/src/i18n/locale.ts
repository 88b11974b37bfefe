/**
 * The language of the interface. French comes with the shell. Every other language, and all messages beyond the first
 * screen, are lazy packs: `core` (shell, kit, home), `deferred` (all other features), `ahead` (pages of the second
 * stage), `staff` (pages for animators and operators) and those of books (books.ts).
 */
import { wantedLanguage, type Language } from '@egoejo/shared/platform/languages.ts';
import { create } from 'zustand';
import { coreFr } from './fr/core.fr.ts';
import { formatMessage, frenchSpaces, type MessageParams } from './format.ts';
import type { MessageKey } from './keys.ts';
import { ahead, core, deferred, staff } from './packs.ts';
import { keepLocally } from '../platform/storage/quota-error.ts';
import { local } from '../platform/storage/local.ts';

export type { CoreKey, MessageKey } from './keys.ts';

/** Each language in its own words. */
export const languageNames: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  ar: 'العربية',
  sw: 'Kiswahili',
  wo: 'Wolof',
};

/**
 * What Intl gets for a language. Dates in English are British: those of Lagos and Nairobi, and of our own texts. Arabic
 * is written with the digits of North and West Africa. Browsers know no formats, or only some, for Wolof: its dates,
 * numbers and units are written as in French.
 */
const LOCALES: Readonly<Partial<Record<Language, string>>> = { en: 'en-GB', ar: 'ar-u-nu-latn', wo: 'fr' };
const localeOf = (language: Language): string => LOCALES[language] ?? language;

interface LocaleState {
  language: Language;
  /** What Intl gets for the language. */
  locale: string;
  messages: Readonly<Record<string, string>>;
  /** The deferred pack is loaded: pages beyond the first screen may show. */
  whole: boolean;
  /** The messages of the second stage are loaded, too. */
  ahead: boolean;
  /** The staff pack is loaded, too. */
  staff: boolean;
}
export const useLocaleStore = create<LocaleState>(() => ({
  language: 'fr',
  locale: 'fr',
  messages: coreFr,
  whole: false,
  ahead: false,
  staff: false,
}));

const STORED = 'egoejo.locale';

/** The language chosen earlier on this device, else the first of the browser's that there is, else French. */
export const firstLanguage = (): Language =>
  wantedLanguage([local().getItem(STORED) ?? '', ...navigator.languages]) ?? 'fr';

function show(language: Language, messages: Readonly<Record<string, string>>, whole: boolean): void {
  useLocaleStore.setState({ language, locale: localeOf(language), messages, whole });
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
}

/** Loads the messages of the first screen in `language` and shows them. Rejects when the pack cannot be fetched. */
export async function loadCore(language: Language): Promise<void> {
  show(language, await core[language](), false);
}

/** Loads the deferred pack of the current language; resolves at once when it is already loaded. */
export async function loadDeferred(): Promise<void> {
  const { language, whole } = useLocaleStore.getState();
  if (whole) return;
  const more = await deferred[language]();
  const now = useLocaleStore.getState();
  if (now.language !== language) return loadDeferred();
  show(language, { ...now.messages, ...more }, true);
}

/** Loads the messages of the second stage in the current language. */
export async function loadAhead(): Promise<void> {
  const { language, ahead: there } = useLocaleStore.getState();
  if (there) return;
  const more = await ahead(language);
  const now = useLocaleStore.getState();
  if (now.language !== language) return loadAhead();
  useLocaleStore.setState({ messages: { ...now.messages, ...more }, ahead: true });
}

/** Loads the staff pack of the current language. */
export async function loadStaff(): Promise<void> {
  const { language, staff: there } = useLocaleStore.getState();
  if (there) return;
  const more = await staff(language);
  const now = useLocaleStore.getState();
  if (now.language !== language) return loadStaff();
  useLocaleStore.setState({ messages: { ...now.messages, ...more }, staff: true });
}

/** Changes the language everywhere and stores it on this device. The old one stays until the new one is loaded. */
export async function setLanguage(language: Language): Promise<void> {
  const { ahead: withAhead, staff: withStaff } = useLocaleStore.getState();
  const [a, b, c, d] = await Promise.all([
    core[language](),
    deferred[language](),
    withAhead ? ahead(language) : {},
    withStaff ? staff(language) : {},
  ]);
  const now = useLocaleStore.getState();
  // A page that came in the meantime shows more.
  if (now.ahead !== withAhead || now.staff !== withStaff) return setLanguage(language);
  keepLocally(STORED, language);
  show(language, { ...a, ...b, ...c, ...d }, true);
}

export type Translate = (key: MessageKey, params?: MessageParams) => string;

function translator({ language, locale, messages }: LocaleState): Translate {
  return (key, params) => {
    const message = messages[key];
    if (message === undefined) throw new Error(`no message ${key} in ${language}: its pack is not loaded`);
    return formatMessage(locale, language === 'fr' ? frenchSpaces(message) : message, params);
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
export const useLanguage = (): Language => useLocaleStore((s) => s.language);
/** What Intl gets: for numbers, dates, sizes and names of languages. */
export const useLocale = (): string => useLocaleStore((s) => s.locale);

/** Whether `key` is a message of the loaded packs: for keys built from codes that a later server may add. */
export const hasMessage = (key: string): key is MessageKey => key in useLocaleStore.getState().messages;

/**
 * The same for what may stand in the second stage. If it does not show yet, that is fetched, and who uses `useT` is
 * drawn again. Without a network it may be missing on a device that was never up to date.
 */
export function messageOrLater(key: string): key is MessageKey {
  const { messages, whole, ahead: there } = useLocaleStore.getState();
  if (key in messages) return true;
  if (whole && !there) void loadAhead().catch(() => undefined);
  return false;
}
