import { expect, it } from 'vitest';
import { isId } from '../platform/ids.ts';
import { followId } from './model.ts';
import { followIdsOf } from './of-work.ts';

it('B13: a work is found by its authors in any spelling, its categories and those around them', () => {
  const ids = followIdsOf({ authors: ['Aimé Césaire', 'AIME CESAIRE'], categories: ['tales', 'nothing'] });
  const category = (key: string) => followId({ kind: 'category', key });
  expect(ids).toEqual([followId({ kind: 'author', key: ' Aimé CÉSAIRE ' }), category('tales'), category('children')]);
  expect(ids.every(isId)).toBe(true);
});
