/** The form of a contract: its content, what is still wrong with it, and the terms it makes. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import {
  contractTerms,
  CONTRACT_TEXT,
  signature,
  WHOLE_SHARE,
  type ContractTerms,
} from '@egoejo/shared/publishing/contract.ts';
import { contractText, minorDigits } from '@egoejo/shared/publishing/contract-text.ts';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';
import { amount } from '../../i18n/when.ts';
import { centsOf } from '../../platform/values/amounts.ts';

/** Most minor units that a quarter may bring in. */
export const MOST_PER_QUARTER = 1_000_000;
const MOST_YEARS = 70;

export interface OfferForm {
  publisher: string;
  exclusive: boolean;
  territory: string;
  /** In percent, as typed. */
  share: string;
  /** In whole units of the currency or with decimals, as typed. */
  perQuarter: string;
  currency: string;
  /** As typed. */
  years: string;
  clauses: string;
  language: ContractTerms['language'];
  signedBy: string;
}
/** The whole world, as the text of a contract says it. */
const WORLD: Readonly<Record<ContractTerms['language'], string>> = { fr: 'Monde', en: 'World' };

export const emptyOffer = (known: Pick<OfferForm, 'publisher' | 'currency' | 'language' | 'signedBy'>): OfferForm => ({
  exclusive: false,
  territory: WORLD[known.language],
  share: '',
  perQuarter: '',
  years: '',
  clauses: '',
  ...known,
});
/** In another language, the whole world has another name; a territory that was typed stays. */
export const inLanguage = (form: OfferForm, language: OfferForm['language']): OfferForm => ({
  ...form,
  language,
  territory: form.territory === WORLD[form.language] ? WORLD[language] : form.territory,
});

/** Basis points of a percentage as typed (« 12,5 », « 50 % »), exactly; undefined: it is none from 0 to 100. */
export function shareOf(typed: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(typed.trim()) ?? [];
  if (whole === undefined) return undefined;
  const points = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return points <= WHOLE_SHARE ? points : undefined;
}

/** Minor units of an amount as typed; undefined: it is no amount of that currency. */
export function minorOf(typed: string, currency: string): number | undefined {
  const cents = centsOf(typed, currency);
  const minor = (cents ?? Number.NaN) * 10 ** (minorDigits(currency) - 2);
  return Number.isInteger(minor) ? minor : undefined;
}
/** An amount in minor units, as the app writes amounts: « 0,25 € », « 25 F CFA ». */
export const minorAmount = (locale: string, minor: number, currency: string): string =>
  amount(locale, { cents: minor * 10 ** (2 - minorDigits(currency)), currency });

function yearsOf(typed: string): number | undefined {
  const years = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  return years >= 1 && years <= MOST_YEARS ? years : undefined;
}

export type OfferFault = 'publisher' | 'territory' | 'share' | 'perQuarter' | 'years' | 'signedBy';
/** What prevents the contract from being offered. */
export function faultsOf(form: OfferForm): OfferFault[] {
  const perQuarter = minorOf(form.perQuarter, form.currency);
  const wrong: Record<OfferFault, boolean> = {
    publisher: !isVisible(form.publisher),
    territory: !isVisible(form.territory),
    share: shareOf(form.share) === undefined,
    perQuarter: perQuarter === undefined || perQuarter > MOST_PER_QUARTER,
    years: yearsOf(form.years) === undefined,
    signedBy: !isVisible(form.signedBy),
  };
  return (Object.keys(wrong) as OfferFault[]).filter((field) => wrong[field]);
}

interface Offer {
  publisher: string;
  terms: ContractTerms;
  signedBy: string;
  /** The exact text of the contract. */
  text: string;
}
/** What the form offers, as the server will read it; null while something is wrong. */
export function offerOf(form: OfferForm, { title, byline }: Pick<ManuscriptRow, 'title' | 'byline'>): Offer | null {
  const { exclusive, territory, currency, clauses, language } = form;
  const share = shareOf(form.share);
  const perQuarter = minorOf(form.perQuarter, currency);
  const years = yearsOf(form.years);
  const terms = contractTerms.safeParse({
    exclusive,
    territory,
    share,
    perQuarter,
    currency,
    years,
    clauses,
    language,
  });
  const publisher = signature.safeParse(form.publisher);
  const signedBy = signature.safeParse(form.signedBy);
  if (!terms.success || !publisher.success || !signedBy.success) return null;
  const text = contractText(terms.data, { title, byline, publisher: publisher.data });
  return { publisher: publisher.data, terms: terms.data, signedBy: signedBy.data, text };
}

/** A name that may sign: the byline of a manuscript may be longer. */
export const signingName = (name: string): string => cut(name, CONTRACT_TEXT.name);
