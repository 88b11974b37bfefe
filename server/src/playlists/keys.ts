/** Keys of items as the server keeps them: each is a key, and no two of a list are the same (L6). */
import { MOST_ORDER } from '@egoejo/shared/playlists/model.ts';
import { isOrder, ordersAt } from '@egoejo/shared/playlists/order.ts';

/**
 * For each asked key the one that it gets: itself, or the next free one after its place if another item has it, or it
 * is no key or a long one.
 * @param taken the keys of the list, sorted
 */
export function freeKeys(taken: readonly string[], asked: readonly string[]): string[] {
  const all = [...taken];
  return asked.map((key) => {
    const after = all.findIndex((one) => one > key);
    const at = after < 0 ? all.length : after;
    const free = isOrder(key) && !tooLong([key]) && all[at - 1] !== key ? key : ordersAt(all, at, 1)[0]!;
    all.splice(at, 0, free);
    return free;
  });
}

/** Whether a list with such keys gets new ones: keys grow where many items are put at one place. */
export const tooLong = (keys: readonly string[]): boolean => keys.some((key) => key.length > MOST_ORDER / 2);

/** Keys for a whole list, as short as they can be. */
export const evenKeys = (n: number): string[] => ordersAt([], 0, n);
