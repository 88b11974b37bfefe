import { expect, it } from 'vitest';
import { amount, bytes, dateAndTime, day, dayAndHour, estimate, hourOrDay } from './when.ts';

const plain = (s: string) => s.replaceAll(/[\u202f\u00a0]/g, ' ');
const at = (date: number, hour: number, minute = 0) => new Date(2027, 2, date, hour, minute).getTime();

it.each([
  ['fr', at(15, 3), 'lundi 15 à 3 h'],
  ['fr', at(15, 9, 5), 'lundi 15 à 9 h 05'],
  ['en-GB', at(15, 3), 'Monday 15 at 3:00'],
  ['fr', at(1, 3) - 365 * 86_400_000, 'dimanche 1er mars 2026 à 3 h'],
  ['en-GB', at(13, 15, 5), 'Saturday 13 March at 15:05'],
  ['fr', at(29, 5), 'lundi 29 mars à 5 h'],
  ['es', at(15, 15), 'lunes 15, 15:00'],
])('a day with its hour, in %s', (locale, when, said) =>
  expect(plain(dayAndHour(locale, when, at(14, 12)))).toBe(said),
);

it('the first of a month is an ordinal in French, near too', () =>
  expect(plain(dayAndHour('fr', at(1, 3), at(1, 3) - 86_400_000))).toBe('lundi 1er à 3 h'));

it('an hour of today stands alone; a date that is kept for years has its year', () => {
  expect(plain(hourOrDay('fr', at(14, 14, 30), at(14, 12)))).toBe('14 h 30');
  expect(plain(dateAndTime('fr', at(1, 15, 7)))).toBe('1er mars 2027 à 15 h 07');
  expect(plain(dateAndTime('en-GB', at(14, 15, 7)))).toBe('14 March 2027 at 15:07');
  expect(day('en-GB', at(14, 15))).toBe('14 March 2027');
});

it('money whose sign is a word has it behind the amount, and few bytes are a plural', () => {
  expect(plain(estimate('en-GB', { cents: 185_000_000, currency: 'XOF' }))).toBe('1,850,000 F CFA');
  expect(plain(estimate('fr', { cents: 185_000_000, currency: 'XOF' }))).toBe('1 850 000 F CFA');
  expect(plain(amount('en-GB', { cents: 12_350, currency: 'EUR' }))).toBe('€123.50');
  expect(plain(bytes('en-GB', 636))).toBe('636 bytes');
  expect(plain(bytes('fr', 636))).toBe('636 octets');
  expect(plain(bytes('fr', 1_400_000))).toBe('1,4 Mo');
});
