import { expect, it } from 'vitest';
import { A_DAY_OF_READING, bookOfFile } from '@egoejo/shared/books/model.ts';
import type { Place } from '../reader/place.ts';
import { localDay, minutesByDay, streak } from '../../platform/values/days.ts';
import { finished, pace } from './stats.ts';
import { ended, NOTHING, passed } from './stretch.ts';

const on = (...days: string[]) => days.map((day) => ({ day, seconds: 120 }));

it('B10: minutes of the last days, two books of one day together', () => {
  const rows = [...on('2026-03-01', '2026-03-01', '2026-02-27')];
  expect(minutesByDay(rows, '2026-03-01', 3)).toEqual([
    { day: '2026-02-27', n: 2 },
    { day: '2026-02-28', n: 0 },
    { day: '2026-03-01', n: 4 },
  ]);
  expect(localDay(new Date(2026, 2, 1, 23, 59))).toBe('2026-03-01');
});

it('B10: days in a row; one missed day a week is mended, a second is not; today may still come', () => {
  expect(streak([], '2026-03-10', A_DAY_OF_READING)).toBe(0);
  expect(streak(on('2026-03-09', '2026-03-08'), '2026-03-10', A_DAY_OF_READING)).toBe(2);
  expect(streak(on('2026-03-10', '2026-03-08', '2026-03-07'), '2026-03-10', A_DAY_OF_READING)).toBe(3);
  expect(streak(on('2026-03-10', '2026-03-07'), '2026-03-10', A_DAY_OF_READING)).toBe(1);
  // The 9th is mended; the 6th, within the same week, ends the row.
  expect(streak(on('2026-03-10', '2026-03-08', '2026-03-07', '2026-03-05'), '2026-03-10', A_DAY_OF_READING)).toBe(3);
  // The 9th and the 2nd are a week apart.
  const week = ['2026-03-10', ...[8, 7, 6, 5, 4, 3].map((d) => `2026-03-0${d}`), '2026-03-01'];
  expect(streak(on(...week), '2026-03-10', A_DAY_OF_READING)).toBe(8);
  expect(streak(on('2026-03-06'), '2026-03-10', A_DAY_OF_READING)).toBe(0);
  expect(streak([{ day: '2026-03-10', seconds: 59 }], '2026-03-10', A_DAY_OF_READING)).toBe(0);
});

it('B10: pace over a month, and books read to the end', () => {
  const [one, two] = [bookOfFile('01'.repeat(32)), bookOfFile('02'.repeat(32))];
  const rows = [
    { book: one, day: '2026-03-01', seconds: 600, words: 2000, furthest: 9_900 },
    { book: one, day: '2026-03-02', seconds: 600, words: 3000, furthest: 9_950 },
    { book: two, day: '2026-03-02', seconds: 300, words: 1000, furthest: 9_000 },
    { book: two, day: '2025-03-02', seconds: 300, words: 9000, furthest: 9_000 },
  ];
  expect([pace(rows, '2026-03-03'), pace(rows.slice(3), '2026-03-03'), finished(rows)]).toEqual([240, null, 1]);
});

it('B10: a page that was read counts its words; one passed over, a step back and a leap do not', () => {
  const at = (fraction: number): Place => ({
    cfi: '',
    fraction,
    from: fraction - 0.01,
    chapter: null,
    chapterId: null,
    printed: null,
    pagesLeft: null,
    left: (1 - fraction) * 70_000,
    here: 700,
    section: 1,
  });
  const one = passed(NOTHING, at(0.1), at(0.11), 30);
  expect(one).toEqual({ pages: 1, words: 100, furthest: 0.11, parts: [{ from: 900, to: 1_000 }] });
  expect(passed(NOTHING, at(0.1), at(0.11), 1)).toBe(NOTHING);
  expect(passed(NOTHING, at(0.11), at(0.1), 30)).toBe(NOTHING);
  expect(passed(NOTHING, at(0.1), at(0.5), 30)).toBe(NOTHING);
  // The next page joins, one after a leap is a part of its own; the last page of a book is left for no other.
  const two = passed(passed(one, at(0.11), at(0.12), 30), at(0.5), at(0.51), 30);
  expect(two.parts).toEqual([
    { from: 900, to: 1_100 },
    { from: 4_900, to: 5_000 },
  ]);
  expect(ended(NOTHING, at(0.99), 30)).toBe(NOTHING);
  expect(ended(NOTHING, at(1), 1)).toBe(NOTHING);
  expect(ended(two, at(1), 30).parts.at(-1)).toEqual({ from: 9_900, to: 10_000 });
});
