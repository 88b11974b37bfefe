/** Names of languages, in the language of the interface. */
import { hasMessage, t } from '../i18n/locale.ts';

/**
 * The name of a language, such as « peul » for ff. Browsers do not know all the languages of the shelf, so the
 * catalogue comes first.
 */
export function languageName(locale: string, code: string): string {
  const key = `reading.language.${code}`;
  if (hasMessage(key)) return t(key);
  return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
}
