import { LOUDEST, VOICE_BARS } from '@egoejo/shared/rooms/model.ts';
import { expect, it } from 'vitest';
import { barsOf, loudnessOf } from './bars.ts';

it('a short note has a bar for each moment, a long one no more than fit, and the loudest moment is always drawn', () => {
  expect(barsOf([])).toEqual([]);
  expect(barsOf([0, 0.1, 0.2])).toEqual([0, 8, LOUDEST]);
  for (const n of [47, 48, 49, 100, 5_999]) {
    const moments = Array.from({ length: n }, (_, i) => (i === Math.floor(n / 3) ? 0.5 : 0.05));
    const bars = barsOf(moments);
    expect(bars).toHaveLength(Math.min(n, VOICE_BARS));
    expect(bars.filter((bar) => bar === LOUDEST)).toHaveLength(1);
    expect(bars.every((bar) => Number.isInteger(bar) && bar >= 0)).toBe(true);
  }
});

it('silence is drawn flat, and sound is as loud as its samples', () => {
  expect(barsOf([0, 0, 0])).toEqual([0, 0, 0]);
  expect(loudnessOf(new Float32Array())).toBe(0);
  expect(loudnessOf(new Float32Array([1, -1, 1, -1]))).toBe(1);
  expect(loudnessOf(new Float32Array([0.5, -0.5]))).toBeCloseTo(0.5);
});
