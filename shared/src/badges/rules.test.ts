import { expect, it } from 'vitest';
import fc from '../testing/fast-check.ts';
import { badgeRules, badgesOf, countFor, levelOf, pointsOf, type ReadingEvent } from './rules.ts';

const days = (from: number, n: number): ReadingEvent[] =>
  Array.from({ length: n }, (_, i) => {
    const day = new Date(Date.UTC(2026, 1, from + i)).toISOString().slice(0, 10);
    return { kind: 'day', subject: day, day };
  });
const finished = (n: number): ReadingEvent[] =>
  Array.from({ length: n }, (_, i) => ({ kind: 'finished', subject: `work ${i}`, day: `2026-03-0${1 + (i % 9)}` }));

it('B14: events give badges, each with the event that earned it, in any order and told twice', () => {
  const events = [...days(24, 5), ...days(30, 8), ...finished(5), { kind: 'page', subject: 'x', day: '2026-01-01' }];
  const given = badgesOf(events);
  expect([...given].map(([badge, { day }]) => [badge, day])).toEqual([
    ['finished1', '2026-03-01'],
    ['finished5', '2026-03-05'],
    ['inARow7', '2026-03-08'],
    ['days10', '2026-03-06'],
  ]);
  fc.assert(
    fc.property(fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }), (other) => {
      expect(badgesOf(other)).toEqual(given);
    }),
  );
});

it('B14: how far a badge is: days in a row only while they go on', () => {
  const events = days(1, 5);
  const [row, all] = ['inARow7', 'days10'].map((badge) => badgeRules.find((rule) => rule.badge === badge)!);
  const on = (today: string) => [countFor(row!, events, today), countFor(all!, events, today)];
  expect([on('2026-02-05'), on('2026-02-06'), on('2026-02-07')]).toEqual([
    [5, 5],
    [5, 5],
    [0, 5],
  ]);
});

it('B14: points make levels, each higher than the one before', () => {
  expect(pointsOf([...days(1, 3), ...finished(2), { kind: 'review', subject: 'w', day: '2026-01-01' }])).toBe(26);
  expect([0, 9, 10, 29, 30, 100].map((points) => levelOf(points).level)).toEqual([1, 1, 2, 2, 3, 5]);
  expect(levelOf(26)).toEqual({ level: 2, from: 10, to: 30 });
});
