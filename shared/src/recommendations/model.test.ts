import { expect, it } from 'vitest';
import { withoutUnwanted, type Recommendation } from './model.ts';

const list: Recommendation[] = [
  { work: 'a', score: 3, reason: { kind: 'readers', from: 'x' } },
  { work: 'b', score: 2, reason: { kind: 'author', from: 'a', name: 'Awa' } },
  { work: 'c', score: 1, reason: { kind: 'trending', language: 'fr' } },
];

it('B11: what is not for a reader leaves the list at once, and so does what it led to', () => {
  expect(withoutUnwanted(list, new Set(['a'])).map(({ work }) => work)).toEqual(['c']);
  expect(withoutUnwanted(list, new Set(['x'])).map(({ work }) => work)).toEqual(['b', 'c']);
  expect(withoutUnwanted(list, new Set())).toEqual(list);
});
