import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import type { TrackDay } from '@egoejo/shared/plays/model.ts';
import { expect, it } from 'vitest';
import { countries } from './countries.ts';
import { artistsHeard, heardFor, mostHeard, playsByDay } from './heard.ts';

const on = (track: string, day: string, seconds: number): TrackDay => ({
  id: `${track}:${day}`,
  track: track as TrackId,
  day,
  seconds,
  furthest: 0,
});
const rows = [on('well', '2026-03-01', 60), on('river', '2026-03-01', 90), on('well', '2026-03-02', 45)];

it('L8: the most heard tracks and artists, also of a track that is not here any more', () => {
  expect(mostHeard(rows)).toEqual([
    { of: 'well', seconds: 105 },
    { of: 'river', seconds: 90 },
  ]);
  expect(artistsHeard(rows, new Map([['well', { artists: 'Les voisins' }]]))).toEqual([
    { of: 'Les voisins', seconds: 105 },
  ]);
  const many = Array.from({ length: 12 }, (_, i) => on(`${i}`, '2026-03-01', 10 + i));
  expect(mostHeard(many).map(({ of }) => of)).toEqual(['11', '10', '9', '8', '7', '6', '5', '4', '3', '2']);
});

it('L8: a time in the unit that suits it', () => {
  expect([0, 40, 90, 3_590, 19_000, 40_000].map((s) => heardFor('en-GB', s))).toEqual([
    '0 mins',
    '40 secs',
    '2 mins',
    '60 mins',
    '5.3 hrs',
    '11 hrs',
  ]);
});

it('L8: figures name the days that have plays; the others of the four weeks have none', () => {
  const days = playsByDay({ at: '2026-03-01T10:00:00Z', days: [{ day: '2026-02-27', plays: 4 }] });
  expect([days.length, days[0], days.at(-1)]).toEqual([
    28,
    { day: '2026-02-02', plays: 0 },
    { day: '2026-03-01', plays: 0 },
  ]);
  expect(days.filter(({ plays }) => plays > 0)).toEqual([{ day: '2026-02-27', plays: 4 }]);
  // The day of a device may be ahead of that of the server.
  expect(playsByDay({ at: '2026-03-01T10:00:00Z', days: [{ day: '2026-03-02', plays: 1 }] }).at(-1)?.plays).toBe(1);
});

it('L8: countries are named once, in the language of the app, without what is no country', () => {
  const named = countries('fr');
  expect(named.find(({ code }) => code === 'SN')?.name).toBe('Sénégal');
  expect(countries('en-GB').find(({ code }) => code === 'CI')?.name).toBe('Côte d’Ivoire');
  expect(new Set(named.map(({ name }) => name)).size).toBe(named.length);
  expect(named.filter(({ code }) => ['EU', 'UN', 'ZZ', 'XA', 'ZR', 'UK'].includes(code))).toEqual([]);
});
