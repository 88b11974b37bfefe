import { expect, it } from 'vitest';
import { followId } from './model.ts';
import { followIdsOf } from './of-work.ts';

it('B13: a work is found by its authors in any spelling, its categories and those around them', () => {
  const ids = followIdsOf({ authors: ['Aimé Césaire', 'AIME CESAIRE'], categories: ['tales', 'nothing'] });
  expect(ids).toEqual(['author:aime cesaire', 'category:tales', 'category:children']);
  expect(ids).toContain(followId({ kind: 'author', name: 'Aimé CÉSAIRE' }));
  expect(ids).toContain(followId({ kind: 'category', key: 'children' }));
});
