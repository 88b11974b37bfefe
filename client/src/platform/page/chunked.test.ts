import { expect, it } from 'vitest';
import { filterInChunks } from './chunked.ts';

it('filters in order, whatever the chunk size', async () => {
  const items = Array.from({ length: 10 }, (_, i) => i);
  for (const size of [1, 3, 10, 100])
    expect(await filterInChunks(items, (i) => i % 3 === 0, size)).toEqual([0, 3, 6, 9]);
});
it('yields to other work between two chunks', async () => {
  const seen: string[] = [];
  setTimeout(() => seen.push('other'));
  await filterInChunks([1, 2, 3], (i) => seen.push(`item ${i}`) > 0, 1);
  expect(seen.indexOf('other')).toBeGreaterThan(0);
  expect(seen.indexOf('other')).toBeLessThan(3);
});
