/** The packs of messages of each language, and how each is loaded. */
import { coreFr } from './fr.ts';
import type { deferredFr } from './deferred.fr.ts';
import type { staffFr } from './staff.fr.ts';
import type { CoreKey, Locale } from './locale.ts';

/** A whole pack of one language: TypeScript rejects one that lacks a key. */
export type CorePack = Record<CoreKey, string>;
export type DeferredPack = Record<keyof typeof deferredFr, string>;
export type StaffPack = Record<keyof typeof staffFr, string>;
/** The messages of the first screen, by language. */
export const core: Record<Locale, () => Promise<CorePack>> = {
  fr: async () => coreFr,
  en: async () => (await import('./en.ts')).coreEn,
};
/** The messages of all pages of members. */
export const deferred: Record<Locale, () => Promise<DeferredPack>> = {
  fr: async () => (await import('./deferred.fr.ts')).deferredFr,
  en: async () => (await import('./deferred.en.ts')).deferredEn,
};
/** The messages of the pages for animators and operators. */
export const staff: Record<Locale, () => Promise<StaffPack>> = {
  fr: async () => (await import('./staff.fr.ts')).staffFr,
  en: async () => (await import('./staff.en.ts')).staffEn,
};
