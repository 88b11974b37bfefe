/** The languages of the interface. */
export const LANGUAGES = ['fr', 'en', 'es', 'ar', 'sw', 'wo'] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (v: unknown): v is Language => LANGUAGES.some((l) => l === v);

/**
 * French or English, in which everything exists: for what is not translated into the other languages, which are the
 * server's messages and the pages for animators and operators. Wolof is spoken where French is the language of
 * administration; no language chosen means French.
 */
export const commonLanguage = (language: string | null | undefined): 'fr' | 'en' =>
  !language || language === 'fr' || language === 'wo' ? 'fr' : 'en';
