import { describe, expect, it } from 'vitest';
import { centsOf, typedCents } from './amounts.ts';

describe('amounts as typed', () => {
  it.each([
    ['', null],
    ['12 000', 1_200_000],
    ['1\u202f500,50', 150_050],
    ['0', 0],
    ['12 €', 1200],
    ['1000,00', 100_000],
  ])('reads « %s » in euros', (typed, cents) => expect(centsOf(typed, 'EUR')).toBe(cents));
  it.each(['-3', 'abc', '1e9', '1,234', '12.345'])('refuses « %s »', (typed) =>
    expect(centsOf(typed, 'EUR')).toBeUndefined(),
  );
  it('reads whole francs, and refuses parts of one', () => {
    expect(centsOf('250 000 F CFA', 'XOF')).toBe(25_000_000);
    expect(centsOf('250 000,00', 'XOF')).toBe(25_000_000);
    expect(centsOf('12,50', 'XOF')).toBeUndefined();
  });
  it('writes an amount as it is typed', () => {
    expect([1200, 1250, 5].map(typedCents)).toEqual(['12', '12.50', '0.05']);
  });
});
