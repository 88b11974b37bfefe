import fc from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { bucketOf, quantile } from './quantile.ts';

const count = (times: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const ms of times) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
  return counts;
};
const exact = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(q * times.length) - 1] ?? Number.NaN;

it('a quantile computed from buckets differs from the true one by less than a fifth, or by at most 1 ms for small values', () => {
  const ms = fc.oneof(
    fc.double({ min: 0, max: 3, noNaN: true }),
    fc.double({ min: 0, max: 300, noNaN: true }),
    fc.double({ min: 0, max: 30_000, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(ms, { minLength: 1, maxLength: 200 }), fc.constantFrom(0.5, 0.95), (times, q) => {
      const [read, real] = [quantile(count(times), q) ?? Number.NaN, exact(times, q)];
      expect(Math.abs(read - real)).toBeLessThan(real <= 1 ? 1.000001 : 0.19 * Math.max(real, read) + 1e-9);
    }),
  );
});

it('the counts of two servers add up to those of one', () => {
  const [one, two] = [
    [3, 5, 8, 40],
    [4, 4, 90, 700],
  ];
  const sum = new Map(count(one));
  for (const [bucket, n] of count(two)) sum.set(bucket, (sum.get(bucket) ?? 0) + n);
  expect(sum).toEqual(count([...one, ...two]));
});

it('without values there is no quantile, and values from half a minute on share the last bucket', () => {
  expect(quantile(new Map(), 0.5)).toBeNull();
  expect(quantile(new Map([[3, 0]]), 0.5)).toBeNull();
  expect(bucketOf(3_600_000)).toBe(bucketOf(31_000));
  expect(quantile(count([3_600_000]), 0.95)).toBeGreaterThan(24_000);
  expect(quantile(count([3_600_000]), 0.95)).toBeLessThanOrEqual(31_000);
  expect([0, 1, 1.01, 1.19, 1.2, 2].map(bucketOf)).toEqual([0, 0, 1, 2, 2, 4]);
});
