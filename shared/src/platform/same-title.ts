import { fold } from './fold.ts';

const APOSTROPHES = /[‘’‛′ʹʼʻˈ`´＇]/g;
const HYPHENS = /[‐‑‒–—―−﹣－]/g;
/** Characters that are not seen: soft hyphens, joiners, marks of direction. */
const UNSEEN = /\p{Cf}/gu;

/** Scripts in which people often leave out accents. In other scripts a mark makes another word. */
const LATIN = /\p{sc=Latin}\p{M}*/gu;

/**
 * A text that is the same for titles that people take for one: they differ only in case, accents, composed or not, in
 * ligatures, spaces, apostrophes and dashes.
 */
export const titleKey = (title: string): string =>
  title
    // Before the forms are unified: ´ would become a space.
    .replaceAll(APOSTROPHES, "'")
    .normalize('NFKC')
    .replaceAll(LATIN, fold)
    .toLowerCase()
    .replaceAll(HYPHENS, '-')
    .replaceAll(UNSEEN, '')
    .replaceAll(/\s/g, '');
