import { describe, expect, it } from 'vitest';
import { amount, estimate } from '../../i18n/when.ts';
import { centsOf, currencyNamed, readAmount, typedCents } from './amounts.ts';

describe('amounts as typed', () => {
  it.each([
    ['', null],
    ['12 000', 1_200_000],
    ['1\u202f500,50', 150_050],
    ['0', 0],
    ['12 €', 1200],
    ['1000,00', 100_000],
    ['1\u00a0500\u202f000,50\u00a0€', 150_000_050],
    ['1,500,000.50', 150_000_050],
    ['1.500.000', 150_000_000],
    ['1.500,5 euros', 150_050],
    ['1’500.50', 150_050],
    ['EUR 25.000', 2_500_000],
  ])('reads « %s » in euros', (typed, cents) => expect(centsOf(typed, 'EUR')).toBe(cents));
  it.each([
    '-3',
    'abc',
    '1e9',
    '1,234',
    '12.345',
    '12 00',
    '1.23.456',
    '0.500 €',
    '1,5,000',
    '5 5 €',
    '€5 €',
    '12 k€',
    '5 F CFA',
  ])('refuses « %s »', (typed) => expect(centsOf(typed, 'EUR')).toBeUndefined());
  it('reads whole francs, and refuses parts of one', () => {
    expect(centsOf('250 000 F CFA', 'XOF')).toBe(25_000_000);
    expect(centsOf('250 000,00', 'XOF')).toBe(25_000_000);
    expect(centsOf('12,50', 'XOF')).toBeUndefined();
    const forms = [
      '25\u202f000\u00a0F\u202fCFA',
      '25 000 CFA',
      '25000 F',
      '25.000FCFA',
      '25,000',
      'F CFA 25,000',
      '25 000 xof',
    ];
    expect(forms.map((typed) => centsOf(typed, 'XOF'))).toEqual(forms.map(() => 2_500_000));
    expect(centsOf('1.500.000 francs CFA', 'XAF')).toBe(150_000_000);
  });
  it('reads every amount that the app writes', () => {
    for (const locale of ['fr', 'en', 'es', 'ar', 'sw', 'wo'])
      for (const [currency, cents] of [
        ['EUR', 123_400],
        ['EUR', 150_000_050],
        ['XOF', 2_500_000],
        ['XAF', 99_900],
        ['USD', 12_345],
      ] as const) {
        expect([locale, centsOf(amount(locale, { cents, currency }), currency)]).toEqual([locale, cents]);
        if (cents % 100 === 0) expect(centsOf(estimate(locale, { cents, currency }), currency)).toBe(cents);
      }
  });
  it('takes the written currency, and tells one that is not wanted from what is no amount', () => {
    expect(readAmount('25 000 F CFA', ['EUR', 'XOF'])).toEqual({ cents: 2_500_000, currency: 'XOF' });
    expect(readAmount('25 000', ['EUR', 'XOF'])).toEqual({ cents: 2_500_000, currency: 'EUR' });
    const wrong = ['25 €', '25 USD', '£25', 'environ 25', '-25'].map((typed) => readAmount(typed, ['XOF']));
    expect(wrong).toEqual(['currency', 'currency', 'currency', 'amount', 'amount']);
    expect(['€', 'F CFA', 'fcfa', ' chf', 'livres'].map(currencyNamed)).toEqual([
      'EUR',
      'XOF',
      'XOF',
      'CHF',
      undefined,
    ]);
  });
  it('writes an amount as it is typed', () => {
    expect([1200, 1250, 5].map(typedCents)).toEqual(['12', '12.50', '0.05']);
  });
});
