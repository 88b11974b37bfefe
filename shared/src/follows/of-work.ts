/** By what a work is followed; apart from the model, so that the first load needs no tree of categories. */
import { CATEGORIES } from '../catalogue/categories.ts';
import { followId } from './model.ts';

export const isCategory = (key: string): boolean => CATEGORIES.some((c) => c.key === key);

/** A category and those above it, the nearest first; nothing for a key that is none. */
function within(key: string): string[] {
  const found = CATEGORIES.find((c) => c.key === key);
  return found ? [key, ...(found.parent === null ? [] : within(found.parent))] : [];
}

/** The ids of all that a work is followed by: its authors, its categories, and the categories around these. */
export const followIdsOf = (work: { authors: readonly string[]; categories: readonly string[] }): string[] => [
  ...new Set([
    ...work.authors.map((key) => followId({ kind: 'author', key })),
    ...work.categories.flatMap(within).map((key) => followId({ kind: 'category', key })),
  ]),
];
