import { expect, it } from 'vitest';
import { minutesOf, nextPace } from './place.ts';

it('B6: the time left follows this reader’s own pace', () => {
  expect(minutesOf(16_000, null)).toBe(10);
  let pace: number | null = null;
  for (let page = 0; page < 40; page++) pace = nextPace(pace, 1_600, 120_000);
  expect(pace).toBeCloseTo(800, -1);
  expect(minutesOf(16_000, pace)).toBe(20);
});
it('B6: pages passed over or left open say nothing of the pace', () => {
  expect(nextPace(1_000, 1_600, 500)).toBe(1_000);
  expect(nextPace(1_000, 1_600, 3_600_000)).toBe(1_000);
  expect(nextPace(null, 50, 10_000)).toBeNull();
});
