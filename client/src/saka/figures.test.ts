import { describe, expect, it } from 'vitest';
import type { PublicCycles } from '@egoejo/shared/saka/public.ts';
import type { Transfer } from '@egoejo/shared/saka/model.ts';
import { earlierOf, firstOf, lastOf, partOf, shownOf, wholeSeries } from './figures.ts';

const none = { harvested: 0, planted: 0, composted: 0, redistributed: 0 };
const season = (name: string, startsAt: string, endsAt: string, active: boolean) => ({
  id: name,
  name,
  startsAt,
  endsAt,
  active,
  ...none,
  days: [],
});

describe('the days of a season', () => {
  const day = (at: number, zone: string) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);
  it.each([
    ['2026-06-21T00:00:00.000Z', '2026-09-22T00:00:00.000Z'],
    ['2026-06-20T22:00:00.000Z', '2026-09-21T22:00:00.000Z'],
  ])('from %s are the same in every time zone', (from, to) => {
    for (const zone of ['UTC', 'Africa/Dakar', 'Europe/Paris', 'Indian/Reunion', 'America/Martinique'])
      expect([day(firstOf(from), zone), day(lastOf(to), zone)]).toEqual(['2026-06-21', '2026-09-21']);
  });
});

describe('figures of the cycle', () => {
  it('R11: a series has thirty days, including days without movement, across the end of a month', () => {
    const days = wholeSeries(
      [
        { ...none, day: '2027-02-28', harvested: 5 },
        { ...none, day: '2027-01-01', harvested: 9 },
      ],
      '2027-03-02',
    );
    expect(days).toHaveLength(30);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual(['2027-02-01', '2027-03-02']);
    expect(days.filter((d) => d.harvested > 0)).toEqual([{ ...none, day: '2027-02-28', harvested: 5 }]);
  });
  it('R11: the active season is shown first, between seasons the figures outside of seasons; earlier seasons are those that have ended', () => {
    const read: PublicCycles = {
      asOf: '2027-03-10T00:00:00.000Z',
      outside: { ...none, harvested: 3, days: [] },
      items: [
        season('next', '2027-06-01T00:00:00.000Z', '2027-07-01T00:00:00.000Z', false),
        season('now', '2027-03-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z', true),
        season('past', '2027-01-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z', false),
      ],
    };
    expect(shownOf(read).season?.name).toBe('now');
    expect(earlierOf(read).map((s) => s.name)).toEqual(['past']);
    expect(shownOf({ ...read, items: read.items.filter((s) => !s.active) })).toMatchObject({
      season: null,
      figures: { harvested: 3 },
    });
    // The ring weighs its arcs by every figure it gets.
    expect(Object.keys(shownOf(read).figures)).toEqual(['harvested', 'planted', 'composted', 'redistributed']);
  });
  it('R11: the member’s part of a season is the sum of its transfers, net of refunds', () => {
    const move = (reason: Transfer['reason'], amount: number, at: string) => ({
      reason,
      amount,
      at,
      poll: reason.startsWith('poll_') ? 'p' : null,
    });
    const part = partOf(
      [
        move('content_read', 10, '2027-03-01T00:00:00.000Z'),
        move('content_read', 10, '2027-02-28T23:59:59.999Z'),
        move('poll_spend', 30, '2027-03-05T00:00:00.000Z'),
        move('poll_refund', 12, '2027-03-06T00:00:00.000Z'),
        move('compost', 4, '2027-03-06T00:00:00.000Z'),
        move('silo_redistribution', 2, '2027-03-07T00:00:00.000Z'),
        move('manual_adjust', 50, '2027-03-07T00:00:00.000Z'),
        move('project_boost', 1, '2027-06-01T00:00:00.000Z'),
      ],
      '2027-03-01T00:00:00.000Z',
      '2027-06-01T00:00:00.000Z',
    );
    expect(part).toEqual({ harvested: 10, planted: 18, composted: 4, redistributed: 2 });
  });
  it('R11: a poll’s refund counts in the season of the spend, the latest spend first, and never goes below zero', () => {
    const move = (reason: Transfer['reason'], amount: number, at: string, poll: string) => ({
      reason,
      amount,
      at,
      poll,
    });
    const all = [
      move('poll_refund', 12, '2027-06-03', 'a'),
      move('poll_spend', 30, '2027-05-01', 'a'),
      move('poll_spend', 10, '2027-06-01', 'a'),
      move('poll_spend', 7, '2027-06-02', 'b'),
      // A refund of a spend that this device has forgotten.
      move('poll_refund', 5, '2027-06-04', 'c'),
    ];
    expect([partOf(all, '2027-03-01', '2027-06-01').planted, partOf(all, '2027-06-01', '2027-09-01').planted]).toEqual([
      28, 7,
    ]);
  });
});
