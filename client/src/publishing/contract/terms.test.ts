import { expect, it } from 'vitest';
import {
  emptyOffer,
  faultsOf,
  inLanguage,
  minorAmount,
  minorOf,
  offerOf,
  shareOf,
  signingName,
  type OfferForm,
} from './terms.ts';

const whole: OfferForm = {
  ...emptyOffer({ publisher: ' Les voisins\ndu puits ', currency: 'XOF', language: 'fr', signedBy: 'Fatou' }),
  share: '12,5',
  perQuarter: '25',
  years: '2',
};

it('B15: a percentage is read to two decimals, exactly', () => {
  expect(['0', '70', '12,5', '12.05', ' 33,33 % ', '100'].map(shareOf)).toEqual([0, 7000, 1250, 1205, 3333, 10_000]);
  const none = ['', 'abc', '-1', '100,01', '12,345', '12,', ',5', '1e2', '1 0', '7000'];
  expect(none.map(shareOf)).toEqual(none.map(() => undefined));
});

it('B15: an amount is read in the units in which people write it, and told in them', () => {
  expect(['25', '1 500', '25 F CFA', '0'].map((typed) => minorOf(typed, 'XOF'))).toEqual([25, 1500, 25, 0]);
  expect(['0,29', '12.5', '3', '0,07 €'].map((typed) => minorOf(typed, 'EUR'))).toEqual([29, 1250, 300, 7]);
  const none = ['', 'beaucoup', '-3', '1,5'].map((typed) => minorOf(typed, 'XOF'));
  expect([...none, minorOf('0,123', 'EUR'), minorOf('25 €', 'XOF')]).toEqual(Array(6).fill(undefined));
  expect(minorAmount('en', 29, 'EUR')).toBe('€0.29');
  expect(minorAmount('fr', 1500, 'XOF').replaceAll(/\s/g, ' ')).toBe('1 500 F CFA');
});

it('B15: what is wrong with a contract is named field by field, and nothing is offered meanwhile', () => {
  expect(faultsOf(whole)).toEqual([]);
  const bad = { publisher: ' ', territory: '', share: '101', perQuarter: '1 000 001', years: '71', signedBy: '\u200b' };
  expect(faultsOf({ ...whole, ...bad })).toEqual(Object.keys(bad));
  for (const [field, value] of Object.entries(bad))
    expect(offerOf({ ...whole, [field]: value }, { title: 'T', byline: 'A' })).toBeNull();
  for (const years of ['', '0', '1,5', '-2']) expect(faultsOf({ ...whole, years })).toEqual(['years']);
});

it('B15: the text that is shown is the one that the server makes of what it reads', () => {
  const offer = offerOf({ ...whole, clauses: ' Un exemplaire  papier. ' }, { title: 'Le puits', byline: 'Awa' });
  expect(offer).toMatchObject({
    publisher: 'Les voisins du puits',
    terms: { share: 1250, perQuarter: 25, years: 2, territory: 'Monde', clauses: 'Un exemplaire  papier.' },
  });
  expect(offer?.text).toContain('qui paraît sous le nom de Awa, et Les voisins du puits, ci-après');
  expect(offer?.text).toContain('12,5 %');
  expect(offer?.text).toMatch(/6\. Autres clauses\.\nUn exemplaire {2}papier\.$/);
});

it('B15: the whole world is named in the language of the text, and a territory that was typed stays', () => {
  expect(inLanguage(whole, 'en').territory).toBe('World');
  expect(inLanguage({ ...whole, territory: 'Sénégal' }, 'en').territory).toBe('Sénégal');
  expect(signingName('é'.repeat(200))).toHaveLength(120);
});
