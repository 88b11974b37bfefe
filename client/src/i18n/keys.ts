/** The keys of all messages, as French has them, and the shape of each pack. Types alone. */
import type booksFr from './fr/books.ts';
import type { aheadFr } from './fr/ahead.fr.ts';
import type { coreFr } from './fr/core.fr.ts';
import type { deferredFr } from './fr/deferred.fr.ts';
import type { staffFr } from './fr/staff.fr.ts';

export type CoreKey = keyof typeof coreFr;
export type MessageKey =
  | CoreKey
  | keyof typeof deferredFr
  | keyof typeof aheadFr
  | keyof typeof staffFr
  | keyof typeof booksFr;

/** A whole pack of one language: TypeScript rejects one that lacks a key. */
export type CorePack = Record<CoreKey, string>;
export type AheadPack = Record<keyof typeof aheadFr, string>;
export type DeferredPack = Record<keyof typeof deferredFr, string> & AheadPack;
export type StaffPack = Record<keyof typeof staffFr, string>;
export type BooksPack = Record<keyof typeof booksFr, string>;
