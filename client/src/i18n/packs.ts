/** The packs of messages of each language, and how each is loaded. */
import { coreFr } from './fr/core.fr.ts';
import { commonLanguage, type Language } from '@egoejo/shared/platform/languages.ts';
import type { AheadPack, CorePack, DeferredPack, StaffPack } from './keys.ts';

/** The messages of the first screen, by language. */
export const core: Record<Language, () => Promise<CorePack>> = {
  fr: async () => coreFr,
  en: async () => (await import('./en/core.en.ts')).coreEn,
  es: async () => (await import('./es/core.es.ts')).coreEs,
  ar: async () => (await import('./ar/core.ar.ts')).coreAr,
  sw: async () => (await import('./sw/core.sw.ts')).coreSw,
  wo: async () => (await import('./wo/core.wo.ts')).coreWo,
};
/** The messages of all pages of members; the French ones, which stand in the precache, without those of `ahead`. */
export const deferred: Record<Language, () => Promise<DeferredPack | Omit<DeferredPack, keyof AheadPack>>> = {
  fr: async () => (await import('./fr/deferred.fr.ts')).deferredFr,
  en: async () => (await import('./en/deferred.en.ts')).deferredEn,
  es: async () => (await import('./es/deferred.es.ts')).deferredEs,
  ar: async () => (await import('./ar/deferred.ar.ts')).deferredAr,
  sw: async () => (await import('./sw/deferred.sw.ts')).deferredSw,
  wo: async () => (await import('./wo/deferred.wo.ts')).deferredWo,
};
/** The messages of the second stage: French alone has them apart. */
export const ahead = async (language: Language): Promise<AheadPack | null> =>
  language === 'fr' ? (await import('./fr/ahead.fr.ts')).aheadFr : null;
/** The messages of the pages for animators and operators, which exist in French and English. */
const staffPacks = {
  fr: async (): Promise<StaffPack> => (await import('./fr/staff.fr.ts')).staffFr,
  en: async (): Promise<StaffPack> => (await import('./en/staff.en.ts')).staffEn,
};
export const staff = (language: Language): Promise<StaffPack> => staffPacks[commonLanguage(language)]();
