/** Amounts of money as members type them. */
import type { Cents } from '@egoejo/shared/platform/ids.ts';

/** The currencies a form offers; rows may have any ISO 4217 code. */
export const CURRENCIES = ['EUR', 'XOF'] as const;
/** Currencies without a smaller unit in use: an amount has no decimals. */
const WHOLE: ReadonlySet<string> = new Set(['XOF', 'XAF', 'GNF']);

/**
 * Hundredths of an amount as typed (« 12 000 », « 1 500,50 », « 12 € »); null when nothing was typed, undefined when it
 * is not an amount of that currency.
 */
export function centsOf(typed: string, currency: string): Cents | null | undefined {
  const text = typed.replace(/[\s\u00a0\u202f]|€|F ?CFA|EUR|XOF/gi, '').replace(',', '.');
  if (text === '') return null;
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(text)) return undefined;
  if (WHOLE.has(currency) && /\.(?!0+$)/.test(text)) return undefined;
  return Math.round(Number(text) * 100) as Cents;
}

/** An amount as it is typed. */
export const typedCents = (cents: number): string =>
  cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
