import { expect, it } from 'vitest';
import { filterInPieces } from './pieces.ts';

it('filters in order, whatever the size of a piece', async () => {
  const items = Array.from({ length: 10 }, (_, i) => i);
  for (const size of [1, 3, 10, 100]) expect(await filterInPieces(items, (i) => i % 3 === 0, size)).toEqual([0, 3, 6, 9]);
});
it('lets other work in between two pieces', async () => {
  const seen: string[] = [];
  setTimeout(() => seen.push('other'));
  await filterInPieces([1, 2, 3], (i) => seen.push(`item ${i}`) > 0, 1);
  expect(seen.indexOf('other')).toBeGreaterThan(0);
  expect(seen.indexOf('other')).toBeLessThan(3);
});
