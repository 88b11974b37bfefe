import { expect, it } from 'vitest';
import { dayAndHour } from './when.ts';

const plain = (s: string) => s.replaceAll(/[\u202f\u00a0]/g, ' ');
const at = (day: number, hour: number, minute = 0) => new Date(2027, 2, day, hour, minute).getTime();

it.each([
  ['fr', at(15, 3), 'lundi 15, 3 h'],
  ['fr', at(15, 9, 5), 'lundi 15, 9:05'],
  ['en', at(15, 3), 'Monday 15, 3 AM'],
  ['fr', at(1, 3) - 365 * 86_400_000, 'dimanche 1er mars 2026, 3 h'],
  ['en', at(13, 3, 5), 'Saturday, March 13, 3:05 AM'],
  ['fr', at(29, 5), 'lundi 29 mars, 5 h'],
])('a day with its hour, in %s', (locale, when, said) =>
  expect(plain(dayAndHour(locale, when, at(14, 12)))).toBe(said),
);

it('the first of a month is an ordinal in French, near too', () =>
  expect(plain(dayAndHour('fr', at(1, 3), at(1, 3) - 86_400_000))).toBe('lundi 1er, 3 h'));
