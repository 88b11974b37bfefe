/** Amounts of money as members type them, spreadsheets save them and the app writes them. Pure. */
import type { Cents } from '@egoejo/shared/platform/ids.ts';

/** The currencies a form offers; rows may have any ISO 4217 code. */
export const CURRENCIES = ['EUR', 'XOF'] as const;
/** Currencies without a smaller unit in use: an amount has no decimals. */
const WHOLE: ReadonlySet<string> = new Set(['XOF', 'XAF', 'GNF']);
/** What people write, beside the code and the sign of Intl. */
const WRITTEN: Readonly<Record<string, string>> = {
  EUR: '€|euros?',
  XOF: 'cfa|(f|frs?|francs?)(cfa)?',
  XAF: 'cfa|(f|frs?|francs?)(cfa)?',
  GNF: 'fg|f|frs?|francs?',
};

/** A word without case, spaces and dots. */
const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s.]|\p{Cf}/gu, '');

/** « $ », « US$ » and « $US » are signs of one currency. */
function isWordOf(word: string, currency: string): boolean {
  if (word === plain(currency) || new RegExp(`^(?:${WRITTEN[currency] ?? '(?!)'})$`).test(word)) return true;
  // A list has hundreds of words to compare, and Intl is slow.
  if (!/\p{Sc}/u.test(word)) return false;
  const part = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    .formatToParts(1)
    .find(({ type }) => type === 'currency');
  const [sign, land] = [plain(part?.value ?? ''), plain(currency.slice(0, 2))];
  return [sign, land + sign, sign + land].includes(word);
}
const isCurrency = (word: string): boolean =>
  /^(\p{Sc}|[a-z]{3})$/u.test(word) || CURRENCIES.some((c) => isWordOf(word, c));

/** The ISO 4217 code of a currency as people name it (« € », « F CFA », « xof »); undefined if it is none. */
export const currencyNamed = (typed: string): string | undefined =>
  CURRENCIES.find((c) => isWordOf(plain(typed), c)) ??
  (/^[A-Z]{3}$/.test(typed.trim().toUpperCase()) ? typed.trim().toUpperCase() : undefined);

/** Thousands by spaces or apostrophes, and decimals after a point or a comma. */
const SPACED = /^(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}))?$/;
/** Thousands by one of the signs, and decimals after the other. */
const SIGNED = [/^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d{1,2}))?$/, /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d{1,2}))?$/];
/** Three digits after a single sign may be thousands or decimals. */
const UNCLEAR = /^\d+[.,]\d{3}$/;

function numberOf(digits: string, whole: boolean, clear: boolean): number | undefined {
  if (UNCLEAR.test(digits) && !clear) return undefined;
  const [, units, decimals = ''] =
    SPACED.exec(digits) ?? SIGNED.map((form) => form.exec(digits)).find((m) => m !== null) ?? [];
  const figures = units?.replaceAll(/\D/g, '') ?? '';
  if (figures === '' || figures.length > 12 || (whole && /[1-9]/.test(decimals))) return undefined;
  return Number(`${figures}.${decimals || '0'}`);
}

export interface ReadAmount {
  cents: Cents;
  currency: string;
}
/**
 * Reads an amount (« 12 000 », « 1 500,50 € », « €25,000 », « 1.500.000 F CFA »).
 * @param currencies that it may have; one that is written chooses among them, otherwise the first counts
 * @returns null when nothing was typed, 'amount' when it is none, 'currency' when it is written in another currency
 */
export function readAmount(typed: string, currencies: readonly string[]): ReadAmount | 'amount' | 'currency' | null {
  const text = typed
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s'’]+/g, ' ')
    .trim();
  if (text === '') return null;
  const [, before = '', digits, after = ''] = /^(\D*?) ?(\d(?:[\d .,]*\d)?) ?(\D*)$/.exec(text) ?? [];
  const word = plain(before + after);
  if (digits === undefined || (before !== '' && after !== '')) return 'amount';
  const currency = word === '' ? currencies[0] : currencies.find((c) => isWordOf(word, c));
  if (currency === undefined) return isCurrency(word) ? 'currency' : 'amount';
  const whole = WHOLE.has(currency);
  const number = numberOf(digits, whole, whole || word !== '');
  return number === undefined ? 'amount' : { cents: Math.round(number * 100) as Cents, currency };
}

/** Hundredths of an amount as typed; null when nothing was typed, undefined when it is no amount of that currency. */
export function centsOf(typed: string, currency: string): Cents | null | undefined {
  const read = readAmount(typed, [currency]);
  return typeof read === 'string' ? undefined : read && read.cents;
}

/** An amount as it is typed. */
export const typedCents = (cents: number): string =>
  cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2);
