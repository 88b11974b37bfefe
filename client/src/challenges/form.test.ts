import { expect, it } from 'vitest';
import { changed, emptyForm, faultsOf, makeArgs } from './form.ts';

const TODAY = '2999-06-10';
const whole = changed(emptyForm(TODAY), { title: ' Lire ', n: '12', ends: '2999-12-31', together: true });

it('B14: a form of a challenge names what is missing, and sends whole values', () => {
  expect(faultsOf(emptyForm(TODAY), TODAY)).toEqual(['title', 'n', 'ends']);
  expect(faultsOf(whole, TODAY)).toEqual([]);
  expect(faultsOf({ ...whole, n: '1,5', ends: '2999-06-01', starts: '2999-05-01' }, TODAY)).toEqual(['n', 'ends']);
  expect(faultsOf({ ...whole, goal: 'days', n: '300' }, TODAY)).toEqual(['n']);
  expect(makeArgs(whole)).toMatchObject({ community: null, title: 'Lire', n: 12, together: false, goal: 'books' });
});

it('B14: a challenge of a community begins now or later, one’s own at any time', () => {
  const past = { ...whole, starts: '2999-01-01' };
  expect(faultsOf(past, TODAY)).toEqual([]);
  expect(faultsOf({ ...past, community: 'c' }, TODAY)).toEqual(['starts']);
  expect(makeArgs({ ...whole, community: 'c' })).toMatchObject({ community: 'c', together: true });
});
