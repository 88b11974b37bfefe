import { expect, it } from 'vitest';
import { newId, type CommunityId } from '../platform/ids.ts';
import { daysBetween, seasonOf, weekOf } from './calendar.ts';
import { daysFit, goalFits, pointsIn, progressOf, ranked, stageOf } from './contests.ts';
import type { LeaderboardPlace } from './model.ts';

const window = { starts: '2999-02-01', ends: '2999-02-28' };

it('B14: weeks begin on Monday and seasons are quarters, also where the year ends', () => {
  expect(['2020-12-31', '2021-01-03', '2021-01-04', '2999-02-14'].map(weekOf)).toEqual([
    '2020-W53',
    '2020-W53',
    '2021-W01',
    '2999-W07',
  ]);
  expect(['2999-01-01', '2999-03-31', '2999-04-01', '2999-12-31'].map(seasonOf)).toEqual([
    '2999-S1',
    '2999-S1',
    '2999-S2',
    '2999-S4',
  ]);
});

it('B14: a challenge has days that exist, in order, and a goal that a reader can reach', () => {
  expect(daysBetween('2999-02-01', '2999-02-28')).toBe(28);
  const fit = (starts: string, ends: string) => daysFit({ starts, ends });
  expect([
    fit('2999-02-01', '2999-02-01'),
    fit('2999-02-02', '2999-02-01'),
    fit('2999-02-30', '2999-03-30'),
    fit('2999-01-01', '3000-01-01'),
    fit('2999-01-01', '3000-01-02'),
  ]).toEqual([true, false, false, true, false]);
  const goal = (of: 'books' | 'days', n: number, together = false) => goalFits({ ...window, goal: of, n, together });
  expect([goal('days', 28), goal('days', 29), goal('books', 1_001), goal('books', 1_001, true)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

it('B14: progress counts the events and pages of its days alone; what comes late counts for three days', () => {
  const on = (kind: string, day: string) => ({ kind, subject: day, day });
  const events = [on('finished', '2999-02-28'), on('finished', '2999-03-01'), on('day', '2999-02-01')];
  const days = [
    { day: '2999-02-03', pages: 4 },
    { day: '2999-01-31', pages: 9 },
  ];
  const progress = (['books', 'days', 'pages'] as const).map((goal) => progressOf({ goal, ...window }, events, days));
  expect(progress).toEqual([1, 1, 4]);
  const stages = ['2999-01-31', '2999-02-28', '2999-03-03', '2999-03-04'].map((today) => stageOf(window, today));
  expect(stages).toEqual(['ahead', 'running', 'late', 'over']);
});

it('B14: lines of another week or season count as of then; the same points share a place', () => {
  const line = (pseudonym: string, week: string, weekPoints: number): LeaderboardPlace => ({
    id: newId(),
    community: newId<CommunityId>(),
    pseudonym,
    week,
    weekPoints,
    lastWeekPoints: 5,
    season: '2999-S1',
    seasonPoints: weekPoints,
  });
  const [a, b, c, own] = [
    line('Lune', '2999-W07', 8),
    line('Ali', '2999-W07', 8),
    line('Zoé', '2999-W06', 9),
    line('Moi', '2999-W01', 0),
  ];
  const today = '2999-02-14';
  const shown = (['week', 'lastWeek'] as const).map((span) =>
    ranked([a, b, c, own], span, today, own.id).map(({ rank, place, points }) => [rank, place.pseudonym, points]),
  );
  expect(shown).toEqual([
    [
      [1, 'Ali', 8],
      [1, 'Lune', 8],
      [3, 'Moi', 0],
    ],
    [
      [1, 'Zoé', 9],
      [2, 'Ali', 5],
      [2, 'Lune', 5],
      [4, 'Moi', 0],
    ],
  ]);
  expect([pointsIn(c, 'season', today), pointsIn(c, 'season', '2999-04-01')]).toEqual([9, 0]);
});
