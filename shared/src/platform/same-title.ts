import { fold } from './fold.ts';

const APOSTROPHES = /[‘’‛′ʹʼʻˈ`´＇]/g;
const HYPHENS = /[‐‑‒–—―−﹣－]/g;
/** Characters that are not seen: soft hyphens, joiners, marks of direction. */
const UNSEEN = /\p{Cf}/gu;

/**
 * A text that is the same for titles that people take for one: they differ only in case, accents, composed or not, in
 * ligatures, spaces, apostrophes and dashes.
 */
export const titleKey = (title: string): string =>
  // Before the forms are unified: ´ would become a space.
  fold(title.replaceAll(APOSTROPHES, "'").normalize('NFKC'))
    .replaceAll(HYPHENS, '-')
    .replaceAll(UNSEEN, '')
    .replaceAll(/\s/g, '');
