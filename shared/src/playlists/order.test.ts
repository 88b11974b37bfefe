import { expect, it } from 'vitest';
import fc from '../testing/fast-check.ts';
import { newId } from '../platform/ids.ts';
import { itemIdOf, MOST_ORDER } from './model.ts';
import { byOrder, isOrder, ordersAt } from './order.ts';

/** Lists that grew by additions of several items at any places. */
const lists = fc.array(fc.record({ at: fc.nat(), n: fc.integer({ min: 1, max: 4 }) }), { maxLength: 12 }).map((added) =>
  added.reduce<string[]>((list, { at, n }) => {
    const place = at % (list.length + 1);
    return list.toSpliced(place, 0, ...ordersAt(list, place, n));
  }, []),
);

it('L6: keys for any place of any list sort there, and are keys', () => {
  fc.assert(
    fc.property(lists, (list) => {
      expect(list.every(isOrder)).toBe(true);
      expect(new Set(list).size).toBe(list.length);
      const rows = list.map((order, i) => ({ order, id: `${list.length - i}` }));
      expect(rows.toReversed().toSorted(byOrder)).toEqual(rows);
    }),
  );
});

it('L6: where items have the same key, new ones come after all of those', () => {
  expect(ordersAt(['a0', 'a1', 'a1', 'a2'], 2, 1)).toEqual(['a1V']);
  expect(ordersAt(['a1', 'a1'], 1, 1)).toEqual(['a2']);
  const same = ['b', 'a'].map((id) => ({ id, order: 'a1' }));
  expect(same.toSorted(byOrder).map(({ id }) => id)).toEqual(['a', 'b']);
});

it('L6: what is no key is known', () => {
  const none = [
    '',
    'a',
    'a10',
    'A00000000000000000000000000',
    'A00000000000000000000000001',
    '0',
    'b1',
    `a1${'1'.repeat(MOST_ORDER)}`,
  ];
  expect(none.filter(isOrder)).toEqual([]);
});

it('L6: a track has one id in a playlist, another one in each other', () => {
  const [playlist, other, track] = [newId(), newId(), newId()];
  expect(itemIdOf(playlist, track)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(itemIdOf(playlist, track)).toBe(itemIdOf(playlist, track));
  expect(new Set([itemIdOf(playlist, track), itemIdOf(other, track), itemIdOf(track, playlist)]).size).toBe(3);
});
