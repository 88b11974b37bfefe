/** Exact decimal numbers from files: costs and scores are never compared as floats. One unit is 10^-20. */
import type { Cents } from '@egoejo/shared/platform/ids.ts';

export type Exact = bigint & { readonly __brand?: 'Exact' };
const DIGITS = 20;
const ONE = 10n ** BigInt(DIGITS);
const PER_CENT = ONE / 100n;

export const exactOf = (whole: number | bigint): Exact => BigInt(whole) * ONE;

/**
 * Reads a decimal ≥ 0 written with `.` or `,`: at most 15 digits before and 20 after it.
 * @returns undefined for anything else: a sign, NaN, infinity, an exponent, an empty text.
 */
export function parseExact(text: string): Exact | undefined {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:[.,](\d{0,20}))?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : BigInt(whole) * ONE + BigInt(fraction.padEnd(DIGITS, '0'));
}

/** The nearest float, for display and JSON; whole numbers below 2^53 stay exact. */
export const exactToNumber = (x: Exact): number => Number(exactToText(x));

/** The shortest decimal that parses to the same number. */
export function exactToText(x: Exact): string {
  const fraction = (x % ONE).toString().padStart(DIGITS, '0').replace(/0+$/, '');
  return `${x / ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Whole cents, rounded half up, for display beside the file's own text. `undefined` beyond the safe integers. */
export function exactToCents(x: Exact): Cents | undefined {
  const cents = (x + PER_CENT / 2n) / PER_CENT;
  return cents <= BigInt(Number.MAX_SAFE_INTEGER) ? (Number(cents) as Cents) : undefined;
}
