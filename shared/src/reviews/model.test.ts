import { expect, it } from 'vitest';
import { meanTenths } from './model.ts';

it('B13: the mean is said in tenths, and a work without a review has none', () => {
  expect(meanTenths({ reviews: 0, stars: 0 })).toBeNull();
  expect(meanTenths({ reviews: 3, stars: 11 })).toBe(37);
  expect(meanTenths({ reviews: 2, stars: 10 })).toBe(50);
});
