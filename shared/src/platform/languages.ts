/** The languages of the interface. */
export const LANGUAGES = ['fr', 'en', 'es', 'ar', 'sw', 'wo'] as const;
export type Language = (typeof LANGUAGES)[number];

const isLanguage = (v: unknown): v is Language => LANGUAGES.some((l) => l === v);

/** The first language of `tags` (BCP 47, the most wanted first) that the interface has; undefined: none. */
export const wantedLanguage = (tags: readonly string[]): Language | undefined =>
  tags.map((tag) => tag.trim().toLowerCase().split(/[-;]/)[0]).find(isLanguage);

/**
 * French or English, in which everything exists: for what is not translated into the other languages, which are the
 * server's messages and the pages for animators and operators. Wolof is spoken where French is the language of
 * administration; no language chosen means French.
 */
export const commonLanguage = (language: string | null | undefined): 'fr' | 'en' =>
  !language || language === 'fr' || language === 'wo' ? 'fr' : 'en';
