/** Names of languages, in the language of the interface. */
import { hasMessage, t } from '../../i18n/locale.ts';
import type { Readable } from '../queries.ts';

/**
 * The name of a language, such as « peul » for ff. Browsers do not know all the languages of the shelf, so the
 * catalogue comes first.
 */
export function languageName(locale: string, code: string): string {
  const key = `reading.language.${code}`;
  if (hasMessage(key)) return t(key);
  return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
}

/** The texts in the language of the interface, then the others; the order within each is kept. */
export const ownLanguageFirst = (texts: readonly Readable[], language: string): Readable[] =>
  texts.toSorted((a, b) => Number(b.story?.language === language) - Number(a.story?.language === language));
