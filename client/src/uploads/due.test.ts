import { expect, it } from 'vitest';
import { isDue, nextLook } from './due.ts';

it('a file that was told to wait is looked for when it is due, never before, whatever the others wait for', () => {
  const files = [{ id: 'free' }, { id: 'soon' }, { id: 'late' }];
  const notBefore = new Map([
    ['soon', 6000],
    ['late', 3_601_000],
    ['gone', 2000],
  ]);
  for (const random of [0, 0.5, 1]) {
    let now = 1000;
    expect(files.filter(({ id }) => isDue(id, notBefore, now)).map(({ id }) => id)).toEqual(['free']);
    now += nextLook(files, notBefore, now, random) ?? NaN;
    expect([isDue('soon', notBefore, now), isDue('late', notBefore, now), now <= 11_000]).toEqual([true, false, true]);
    now += nextLook(files, notBefore, now, random) ?? NaN;
    expect(isDue('late', notBefore, now)).toBe(true);
    expect(nextLook(files, notBefore, now, random)).toBeNull();
  }
});
