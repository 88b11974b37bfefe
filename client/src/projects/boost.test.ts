import { describe, expect, it } from 'vitest';
import { firstOffer, quickAmounts } from './boost.ts';
import { pendingBoosts } from './pending.ts';

describe('boost sheet', () => {
  it('R7: offers 10 grains, or what is left', () => {
    expect([0, 1, 9, 10, 500].map((free) => firstOffer(free))).toEqual([0, 1, 9, 10, 10]);
    expect(
      [0, 3, 10, 500].map((free) => firstOffer(free, true)),
      'to whoever never planted',
    ).toEqual([0, 3, 5, 5]);
  });
  it('one-tap amounts never exceed the balance', () => {
    expect(quickAmounts(0)).toEqual([]);
    expect(quickAmounts(7)).toEqual([5, 7]);
    expect(quickAmounts(90)).toEqual([10, 25, 50, 90]);
    expect(quickAmounts(90, true), 'to whoever never planted').toEqual([5, 10, 25, 90]);
  });
});

describe('pendingBoosts', () => {
  it('S3: adds up queued boosts by project; a boost with a verdict no longer counts', () => {
    const verdict = { status: 'applied' as const, notes: [] };
    const boost = (project: string, grains: number, done = false) => ({
      name: 'project.boost',
      args: { project, grains },
      verdict: done ? verdict : null,
    });
    expect([
      ...pendingBoosts([
        boost('a', 10),
        boost('a', 5),
        boost('b', 1, true),
        { name: 'poll.vote', args: {}, verdict: null },
      ]),
    ]).toEqual([['a', 15]]);
  });
});
