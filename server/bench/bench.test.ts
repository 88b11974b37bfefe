import { describe, expect, it } from 'vitest';
import { choose, compared, judge, median, table, type Bench } from './bench.ts';

const measured = { n: 10, value: 50, unit: 'acts/s', baseline: 100, ratio: 0.5 };

describe('judging', () => {
  it.each([
    [{ atLeast: 0.5 }, true],
    [{ atLeast: 0.51 }, false],
    [{ atMost: 0.5 }, true],
    [{ atMost: 0.49 }, false],
    [null, true],
  ])('the ratio against %o is %s', (goal, ok) => {
    expect(judge({ name: 'x', goal }, measured).ok).toBe(ok);
  });
  it('takes the value where there is no baseline', () => {
    expect(judge({ name: 'x', goal: { atMost: 49 } }, { ...measured, ratio: null }).ok).toBe(false);
  });
});

describe('figures', () => {
  it('the median is the middle, or between the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
  });
  it('the ratio is the median of the rounds’ ratios, not the ratio of the medians', () => {
    expect(compared([{ value: 1, baseline: 1 }, { value: 10, baseline: 100 }, { value: 300, baseline: 200 }])).toEqual({ value: 10, baseline: 100, ratio: 1 });
  });
});

describe('choosing', () => {
  const of = (name: string, group: Bench['group']): Bench => ({ name, group, goal: null, run: () => Promise.resolve(measured) });
  const all = [of('a', 'core'), of('b', 'client')];
  it('takes groups and names, all when none is said', () => {
    expect(choose(all, [])).toHaveLength(2);
    expect(choose(all, ['client'])).toEqual([all[1]]);
    expect(choose(all, ['a'])).toEqual([all[0]]);
  });
  it('tells an unknown word', () => {
    expect(choose(all, ['a', 'nope'])).toEqual({ unknown: 'nope' });
  });
});

it('the table has a row a line', () => {
  expect(table([judge({ name: 'x', goal: { atLeast: 1 } }, measured)])).toBe(
    ['name  n   value  unit    baseline  ratio  goal  ok', 'x     10  50     acts/s  100       0.5    >= 1  NO'].join('\n'),
  );
});
