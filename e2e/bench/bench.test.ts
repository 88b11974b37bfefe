import { describe, expect, it } from 'vitest';
import { choose, judge, withinLimit, type Bench, type BenchContext, type Measured } from './bench.ts';
import { compared, median } from './figures.ts';
import { table } from './table.ts';

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
  it('compares the value itself where there is no baseline', () => {
    expect(judge({ name: 'x', goal: { atMost: 49 } }, { ...measured, ratio: null }).ok).toBe(false);
  });
});

describe('figures', () => {
  it('the median is the middle, or between the two middle ones', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
  });
  it('the ratio is the median of the rounds’ ratios, not the ratio of the medians', () => {
    expect(
      compared([
        { value: 1, baseline: 1 },
        { value: 10, baseline: 100 },
        { value: 300, baseline: 200 },
      ]),
    ).toEqual({ value: 10, baseline: 100, ratio: 1 });
  });
});

it('a bench that hangs or fails ends with an error', async () => {
  const hangs = { name: 'hangs', run: () => new Promise<Measured>(() => undefined) };
  const context: BenchContext = {
    storage: 'embedded',
    rounds: 1,
    seconds: 1,
    postgres: () => Promise.reject(new Error('none')),
    say: () => undefined,
  };
  await expect(withinLimit(hangs, context, 20)).rejects.toThrow('hangs has no figure after 0 s');
  await expect(withinLimit({ name: 'fails', run: () => Promise.reject(new Error('broken')) }, context)).rejects.toThrow(
    'broken',
  );
});

describe('choosing', () => {
  const of = (name: string, group: Bench['group']): Bench => ({
    name,
    group,
    goal: null,
    run: () => Promise.resolve(measured),
  });
  const all = [of('a', 'core'), of('b', 'client'), of('c', 'reading')];
  it('accepts groups and names, and takes all without arguments', () => {
    expect(choose(all, [])).toHaveLength(3);
    expect(choose(all, ['client'])).toEqual([all[1]]);
    expect(choose(all, ['reading'])).toEqual([all[2]]);
    expect(choose(all, ['a'])).toEqual([all[0]]);
  });
  it('reports an unknown argument', () => {
    expect(choose(all, ['a', 'nope'])).toEqual({ unknown: 'nope' });
  });
});

it('the table has one line per row', () => {
  expect(table([judge({ name: 'x', goal: { atLeast: 1 } }, measured)])).toBe(
    ['name  n   value  unit    baseline  ratio  goal  ok', 'x     10  50     acts/s  100       0.5    >= 1  NO'].join(
      '\n',
    ),
  );
});
