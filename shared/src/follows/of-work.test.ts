import { expect, it } from 'vitest';
import { isId } from '../platform/ids.ts';
import { authorFollowId, categoryFollowId, followId } from './model.ts';
import { followIdsOf } from './of-work.ts';

it('B13: a work is found by its authors in any spelling, its categories and those around them', () => {
  const ids = followIdsOf({ authors: ['Aimé Césaire', 'AIME CESAIRE'], categories: ['tales', 'nothing'] });
  expect(ids).toEqual([authorFollowId('aime cesaire'), categoryFollowId('tales'), categoryFollowId('children')]);
  expect(ids).toContain(followId({ kind: 'author', name: 'Aimé CÉSAIRE' }));
  expect(ids.every(isId)).toBe(true);
});
