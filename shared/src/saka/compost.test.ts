import fc from '../testing/fast-check.ts';
import { describe, expect, it } from 'vitest';
import {
  compostOf,
  compostPreview,
  isIdle,
  latestSchedule,
  nextSchedule,
  redistributionShare,
  shareOf,
  type CompostParameters,
} from './compost.ts';

const defaults: CompostParameters = {
  compostRate: 1000,
  compostInactivityDays: 90,
  compostMinBalance: 50,
  compostMinAmount: 10,
};
const DAY = 86_400_000;
const at = (text: string): number => Date.parse(text);
const isScheduled = (kind: 'compost' | 'redistribution', when: number): boolean => latestSchedule(kind, when) === when;
const iso = (ms: number): string => new Date(ms).toISOString();

describe('what an idle wallet gives', () => {
  it('R8: at the defaults nothing below 100 grains, from there a tenth, rounded down', () => {
    expect([0, 49, 50, 99, 100, 101, 109, 110, 999].map((b) => compostOf(b, defaults).grains)).toEqual([
      0, 0, 0, 0, 10, 10, 10, 11, 99,
    ]);
    expect([49, 50, 99, 100].map((b) => compostOf(b, defaults).stop)).toEqual(['balance', 'amount', 'amount', null]);
  });
  it('R8 R10: shares are whole and exact, for every amount and rate', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 10_000 }), (amount, rate) => {
        expect(BigInt(shareOf(amount, rate))).toBe((BigInt(amount) * BigInt(rate)) / 10_000n);
      }),
    );
  });
  it('R10: the Silo’s part is divided equally; if it is too small for all, nobody gets anything', () => {
    expect([
      redistributionShare(1000, 500, 7),
      redistributionShare(1000, 500, 50),
      redistributionShare(1000, 500, 51),
      redistributionShare(1000, 500, 0),
    ]).toEqual([7, 1, 0, 0]);
  });
});

describe('when', () => {
  it('R8: compost is due on Mondays at 03:00 UTC', () => {
    expect(iso(latestSchedule('compost', at('2026-11-16T02:59:59.999Z')))).toBe('2026-11-09T03:00:00.000Z');
    expect(iso(latestSchedule('compost', at('2026-11-16T03:00:00Z')))).toBe('2026-11-16T03:00:00.000Z');
    expect(iso(latestSchedule('compost', at('2026-11-22T23:00:00Z')))).toBe('2026-11-16T03:00:00.000Z');
    expect(iso(nextSchedule('compost', at('2026-11-16T03:00:00Z')))).toBe('2026-11-23T03:00:00.000Z');
  });
  it('R10: redistribution is due on the first Monday of a month at 04:00 UTC', () => {
    expect(iso(latestSchedule('redistribution', at('2026-11-02T03:59:59Z')))).toBe('2026-10-05T04:00:00.000Z');
    expect(iso(latestSchedule('redistribution', at('2026-11-30T12:00:00Z')))).toBe('2026-11-02T04:00:00.000Z');
    // The second Monday of June 2026 is the 8th.
    expect(iso(latestSchedule('redistribution', at('2026-06-10T12:00:00Z')))).toBe('2026-06-01T04:00:00.000Z');
    // 1 June and 7 September 2026 are Mondays: the earliest and the latest possible days of a month.
    expect(iso(nextSchedule('redistribution', at('2026-05-31T00:00:00Z')))).toBe('2026-06-01T04:00:00.000Z');
    expect(iso(nextSchedule('redistribution', at('2026-08-31T04:00:00Z')))).toBe('2026-09-07T04:00:00.000Z');
    expect(isScheduled('redistribution', at('2026-09-14T04:00:00Z'))).toBe(false);
    expect(isScheduled('redistribution', at('2026-09-07T03:00:00Z'))).toBe(false);
  });
  it('R8 R10: no scheduled time lies between the latest and the next', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('compost' as const, 'redistribution' as const),
        fc.integer({ min: 0, max: at('2100-01-01T00:00:00Z') }),
        (kind, now) => {
          const [before, after] = [latestSchedule(kind, now), nextSchedule(kind, now)];
          expect([
            before <= now,
            after > now,
            latestSchedule(kind, after - 1),
            isScheduled(kind, before),
            isScheduled(kind, after),
          ]).toEqual([true, true, before, true, true]);
        },
      ),
    );
  });
});

describe('what a member is told in advance', () => {
  it('R9: the first Monday on which the wallet is idle, and what prevents it', () => {
    const now = at('2026-11-20T12:00:00Z');
    expect(compostPreview(120, now - 100 * DAY, defaults, now)).toEqual({
      at: at('2026-11-23T03:00:00Z'),
      grains: 12,
      stop: null,
    });
    expect(compostPreview(99, now - 100 * DAY, defaults, now)).toMatchObject({ grains: 0, stop: 'amount' });
    expect(compostPreview(120, now, defaults, now).at).toBe(at('2027-02-22T03:00:00Z'));
  });
  it('R9: a wallet idle for exactly ninety days on a Monday is not idle yet; one millisecond more is', () => {
    const monday = at('2026-11-23T03:00:00Z');
    expect(compostPreview(120, monday - 90 * DAY, defaults, monday - DAY).at).toBe(monday + 7 * DAY);
    expect(compostPreview(120, monday - 90 * DAY - 1, defaults, monday - DAY).at).toBe(monday);
  });
  it('R9: the announced day is the first scheduled one on which the wallet is idle', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200 * DAY, max: 0 }), fc.integer({ min: 1, max: 400 }), (ago, days) => {
        const now = at('2026-11-20T12:00:00Z');
        const p = { ...defaults, compostInactivityDays: days };
        const { at: named } = compostPreview(120, now + ago, p, now);
        expect([named > now, isScheduled('compost', named), isIdle(now + ago, named, p)]).toEqual([true, true, true]);
        expect(named - 7 * DAY > now && isIdle(now + ago, named - 7 * DAY, p)).toBe(false);
      }),
    );
  });
});
