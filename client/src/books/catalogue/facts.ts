/** Facts of works in words. */
import { CATEGORIES } from '@egoejo/shared/catalogue/categories.ts';
import type { Work } from '@egoejo/shared/catalogue/model.ts';
import { commonLanguage, type Language } from '@egoejo/shared/platform/languages.ts';
import type { Downloadable } from '../kept.ts';

const labels = new Map(CATEGORIES.map((c) => [c.key, c.label]));
/** The name of a category; in languages that the tree does not speak, the French or English one. */
export const categoryName = (language: Language, key: string): string =>
  labels.get(key)?.[commonLanguage(language)] ?? key;

/** The categories that are not around another of them. */
export const innermost = (keys: readonly string[]): string[] =>
  keys.filter((key) => !CATEGORIES.some((c) => c.parent === key && keys.includes(c.key)));

/** The name of a language, as the browser knows it. */
export function languageName(locale: string, code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(code) ?? code;
  } catch {
    // A book may say anything.
    return code;
  }
}
/** The language of a work, for its `lang` attribute; undefined if the book says none. */
export const langOf = ({ languages }: Pick<Work, 'languages'>): string | undefined =>
  languages.split(' ')[0] || undefined;

/** A work as what can be downloaded. */
export const downloadOf = ({ id, edition, file, bytes, title, authors, languages }: Work): Downloadable => ({
  id,
  edition,
  file,
  bytes,
  title,
  authors,
  language: languages.split(' ')[0] ?? '',
  catalogued: true,
});

/** Hours and minutes at 200 words a minute. */
export function readingTime(words: number): { h: number; m: number } {
  const minutes = Math.max(1, Math.round(words / 200));
  return minutes < 60 ? { h: 0, m: minutes } : { h: Math.round(minutes / 60), m: 0 };
}
