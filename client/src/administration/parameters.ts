/** SAKA's parameters in words, shared by the settings and the audit log. */
import type { Translate } from '../i18n/locale.ts';
import { percent } from '../saka/rates.ts';

const units = {
  compostRate: 'rate',
  compostInactivityDays: 'days',
  compostMinBalance: 'grains',
  compostMinAmount: 'grains',
  redistributionRate: 'rate',
} as const;
type Parameter = keyof typeof units;
export const isParameter = (name: string): name is Parameter => Object.hasOwn(units, name);

const variables: Readonly<Record<string, Parameter>> = {
  SAKA_COMPOST_RATE: 'compostRate',
  SAKA_COMPOST_INACTIVITY_DAYS: 'compostInactivityDays',
  SAKA_COMPOST_MIN_BALANCE: 'compostMinBalance',
  SAKA_COMPOST_MIN_AMOUNT: 'compostMinAmount',
  SAKA_SILO_REDISTRIBUTION_RATE: 'redistributionRate',
};
/** The parameter that an environment variable sets; undefined for one of a later server. */
export const parameterOf = (variable: string): Parameter | undefined => variables[variable];

/** « 10 % », « 90 jours », « 50 grains ». */
export function parameterText(t: Translate, locale: string, name: Parameter, value: number): string {
  const unit = units[name];
  return unit === 'rate'
    ? percent(locale, value)
    : t(unit === 'days' ? 'administration.days.n' : 'ui.grains', { n: value });
}
