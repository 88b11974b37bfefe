import { expect, it } from 'vitest';
import { joined, quartersIn } from './model.ts';

it('B10: parts of a book join where they touch; a quarter is passed once nine tenths of it are', () => {
  const parts = [
    { from: 2_000, to: 2_500 },
    { from: 0, to: 1_000 },
    { from: 900, to: 1_500 },
    { from: 5_000, to: 5_000 },
  ];
  expect(joined(parts)).toEqual([
    { from: 0, to: 1_500 },
    { from: 2_000, to: 2_500 },
  ]);
  expect(quartersIn(parts)).toEqual([]);
  expect(quartersIn([...parts, { from: 1_750, to: 7_250 }])).toEqual([1, 2, 3]);
  expect(quartersIn([{ from: 0, to: 10_000 }])).toEqual([1, 2, 3, 4]);
});
