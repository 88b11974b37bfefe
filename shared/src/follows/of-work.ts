/** Which follows a work belongs to. In a file of its own, so that the first load does without the tree of categories. */
import { CATEGORIES } from '../catalogue/categories.ts';
import { followId } from './model.ts';

export const isCategory = (key: string): boolean => CATEGORIES.some((c) => c.key === key);

/** A category and its ancestors, the nearest first; empty if there is no such category. */
function within(key: string): string[] {
  const found = CATEGORIES.find((c) => c.key === key);
  return found ? [key, ...(found.parent === null ? [] : within(found.parent))] : [];
}

/** The ids of the follows that a work belongs to: of its authors, its categories, and their ancestors. */
export const followIdsOf = (work: { authors: readonly string[]; categories: readonly string[] }): string[] => [
  ...new Set([
    ...work.authors.map((key) => followId({ kind: 'author', key })),
    ...work.categories.flatMap(within).map((key) => followId({ kind: 'category', key })),
  ]),
];
