import fc from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { exactOf, exactToCents, exactToNumber, exactToText, parseExact } from './exact.ts';

it('reads decimals exactly', () => {
  expect(parseExact('0.1')! + parseExact('0.2')!).toBe(parseExact('0.3'));
  expect(parseExact('4000.0')).toBe(exactOf(4000));
  expect(parseExact('33333,50')).toBe(parseExact('33333.5'));
  expect(parseExact('33333.333333333336')).not.toBe(parseExact('33333.33333333333'));
});
it.each([
  '',
  'NaN',
  'nan',
  'inf',
  '-1',
  '+1',
  '1e5',
  '0x10',
  '1.2.3',
  '1 000',
  '.5',
  '9'.repeat(16),
  `0.${'1'.repeat(21)}`,
])('refuses %j', (text) => {
  expect(parseExact(text)).toBeUndefined();
});
it('round-trips every number it parses', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(999_999), (whole, millionths) => {
      const text = `${whole}.${String(millionths).padStart(6, '0')}`;
      expect(exactToNumber(parseExact(text)!)).toBe(Number(text));
      expect(parseExact(exactToText(parseExact(text)!))).toBe(parseExact(text));
    }),
  );
});
it('formats whole cents, rounding half up', () => {
  expect(exactToCents(parseExact('12.345')!)).toBe(1235);
  expect(exactToCents(parseExact('12.344999')!)).toBe(1234);
  expect(exactToCents(parseExact('999999999999999')!)).toBeUndefined();
});
