/**
 * The order of a playlist's items: each has a key, and the keys sort like the items (fractional indexing, after David
 * Greenspan's "Implementing Fractional Indexing"). Two devices can move items without a network and both moves stand.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing';
import { MOST_ORDER } from './model.ts';

/** Whether this is a key. Below those with an A at the beginning there may be no other one. */
export function isOrder(order: string): boolean {
  if (order.length > MOST_ORDER || order.startsWith('A')) return false;
  try {
    generateKeyBetween(order, null);
    return true;
  } catch {
    // The library says so by an error.
    return false;
  }
}

/** Sorts rows by their keys; rows with the same key by their ids. */
export const byOrder = (a: { order: string; id: string }, b: { order: string; id: string }): number =>
  a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1;

/**
 * `n` keys for items that come before the `at`-th item of a list. If items have the same key there, the new ones come
 * after all of those.
 * @param orders the keys of the list, sorted; each is a key (`isOrder`)
 */
export function ordersAt(orders: readonly string[], at: number, n: number): string[] {
  const before = orders[at - 1] ?? null;
  const after = orders.find((order, i) => i >= at && (before === null || order > before)) ?? null;
  return generateNKeysBetween(before, after, n);
}
