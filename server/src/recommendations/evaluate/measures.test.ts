import { expect, it } from 'vitest';
import { ndcgAt, qualityOf, recallAt } from './measures.ts';

const relevant = new Set(['a', 'b', 'c']);

it('recall is the share of the relevant works that are among the first', () => {
  expect(recallAt(10, ['x', 'a', 'y', 'c'], relevant)).toBeCloseTo(2 / 3, 12);
  expect(recallAt(3, ['x', 'a', 'y', 'c'], relevant)).toBeCloseTo(1 / 3, 12);
  expect(recallAt(2, ['a', 'b'], relevant)).toBeCloseTo(2 / 3, 12);
  expect([recallAt(10, [], relevant), recallAt(10, ['a'], new Set())]).toEqual([0, 0]);
});

it('nDCG gives 1 ÷ log₂(place + 1) for each relevant work, of what the ideal list gives', () => {
  // Places 2 and 4 of a list; places 1, 2 and 3 of the ideal one.
  const gain = 1 / Math.log2(3) + 1 / Math.log2(5);
  const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
  expect(ndcgAt(10, ['x', 'a', 'y', 'c'], relevant)).toBeCloseTo(gain / ideal, 12);
  expect(gain / ideal).toBeCloseTo(0.4982, 4);
  expect(ndcgAt(10, ['c', 'a', 'b', 'x'], relevant)).toBeCloseTo(1, 12);
  // The ideal of two places has two works, though three are relevant.
  expect(ndcgAt(2, ['a', 'b'], relevant)).toBeCloseTo(1, 12);
  expect([ndcgAt(10, [], relevant), ndcgAt(10, ['a'], new Set())]).toEqual([0, 0]);
});

it('the quality is the mean over readers with relevant works', () => {
  const lists: Record<string, string[]> = { r: ['a', 'x', ...Array.from({ length: 8 }, () => 'y'), 'b'], s: ['z'] };
  const asked = new Map([
    ['r', new Set(['a', 'b'])],
    ['s', new Set(['a'])],
    ['t', new Set<string>()],
  ]);
  const quality = qualityOf(asked, (reader) => lists[reader] ?? []);
  // Place 11 is too late; reader t has nothing to find.
  expect(quality['recall@10']).toBeCloseTo((1 / 2 + 0) / 2, 12);
  expect(quality['ndcg@10']).toBeCloseTo(1 / (1 + 1 / Math.log2(3)) / 2, 12);
});
