import { describe, expect, it } from 'vitest';
import { staffFr } from '../i18n/fr/staff.fr.ts';
import { t, useLocaleStore } from '../i18n/locale.ts';
import { parameterOf, parameterText } from './parameters.ts';

useLocaleStore.setState((s) => ({ messages: { ...s.messages, ...staffFr } }));

describe('parameters', () => {
  it.each([
    ['SAKA_COMPOST_RATE', 1000, '10 %'],
    ['SAKA_SILO_REDISTRIBUTION_RATE', 525, '5,25 %'],
    ['SAKA_COMPOST_INACTIVITY_DAYS', 90, '90 jours'],
    ['SAKA_COMPOST_MIN_BALANCE', 50, '50 grains'],
    ['SAKA_COMPOST_MIN_AMOUNT', 1, '1 grain'],
  ])('say %s %i as %s', (variable, value, said) => {
    const name = parameterOf(variable);
    expect(name && parameterText(t, 'fr', name, value).replace(/\s/gu, ' ')).toBe(said);
  });
  it('ignore names that only a later server knows', () => {
    expect(parameterOf('SAKA_NEW')).toBeUndefined();
  });
});
