import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { findQuote, holds, quoteOf } from './quote.ts';

const { document: doc } = new JSDOM(
  '<body><p>Le soir vient.\n   La <em>pluie</em> tombe sur le toit.</p><p>Le matin vient. La pluie tombe sur l’eau 🌧</p></body>',
).window;
const rangeOf = (p: number, from: number, to: number): Range => {
  const node = doc.querySelectorAll('p')[p]?.lastChild;
  if (!node) throw new Error('no text');
  const range = doc.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range;
};

it('B8: a passage is found again by its words, among others of the same words by what is around it', () => {
  const second = rangeOf(1, 16, 30);
  const quote = quoteOf(second);
  expect(quote).toEqual({ text: 'La pluie tombe', before: 'mbe sur le toit.Le matin vient.', after: 'sur l’eau 🌧' });
  const again = findQuote(doc, quote);
  expect([again?.startContainer, again?.startOffset]).toEqual([second.startContainer, 16]);
  // The first one lies in three nodes, with several spaces before it.
  const first = findQuote(doc, { text: 'La pluie tombe', before: 'Le soir vient.', after: 'sur le toit.' });
  expect(first?.toString()).toBe('La pluie tombe');
  expect(first?.startContainer).toBe(doc.querySelector('p')?.firstChild);
  expect(findQuote(doc, { text: 'la neige', before: '', after: '' })).toBeNull();
});

it('B8: a range of other words is not taken for the marked passage, and half a character is not kept', () => {
  expect(holds(rangeOf(1, 16, 30), { text: 'La pluie tombe' })).toBe(true);
  expect(holds(rangeOf(1, 0, 10), { text: 'La pluie tombe' })).toBe(false);
  // Its last unit is the first half of the cloud.
  expect(quoteOf(rangeOf(1, 31, 41)).text).toBe('sur l’eau');
});
