import { readFileSync } from 'node:fs';
import { compare, fromRange, parse, toElement, toRange } from 'foliate-js/epubcfi.js';
import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { onBooks, pathOf } from '../testing/data.ts';

const { DOMParser } = new JSDOM('').window;
const read = () => JSON.parse(readFileSync(pathOf('cfi/vectors.json'), 'utf8'));

it('B6: a place between letters is found again', () => {
  const doc = new DOMParser().parseFromString(
    '<html xmlns="http://www.w3.org/1999/xhtml"><head/><body><p>un</p><p>deux <em>trois</em> quatre</p></body></html>',
    'application/xhtml+xml',
  );
  const range = doc.createRange();
  const text = doc.querySelectorAll('p')[1]?.lastChild;
  if (!text) throw new Error('no text');
  range.setStart(text, 3);
  range.collapse(true);
  const cfi = fromRange(range);
  expect(cfi).toBe('epubcfi(/4/4/3:3)');
  const again = toRange(doc, parse(cfi));
  expect([again.startContainer, again.startOffset]).toEqual([text, 3]);
});

interface Vectors {
  documents: Record<string, string>;
  to_element: { document: string; cfi: string; id: string }[];
  round_trip: { documents: string[]; cfi: string }[];
  range_text: { documents: string[]; cfi: string; text: string }[];
  compare: { a: string; b: string; sign: number }[];
}
onBooks('B6: every place of the shared vectors is the element, the text and the order that it says', () => {
  const vectors: Vectors = read();
  const documentOf = (name: string): Document =>
    new DOMParser().parseFromString(
      vectors.documents[name] ?? '',
      name === 'package' ? 'application/xml' : 'application/xhtml+xml',
    );
  let checked = 0;
  for (const { document, cfi, id } of vectors.to_element) {
    expect(toElement(documentOf(document), parse(cfi)[0] ?? [])?.id, cfi).toBe(id);
    checked++;
  }
  for (const { documents, cfi } of vectors.round_trip)
    for (const name of documents) {
      expect(fromRange(toRange(documentOf(name), parse(cfi))), `${name} ${cfi}`).toBe(cfi);
      checked++;
    }
  for (const { documents, cfi, text } of vectors.range_text)
    for (const name of documents) {
      expect(toRange(documentOf(name), parse(cfi)).toString(), `${name} ${cfi}`).toBe(text);
      checked++;
    }
  for (const { a, b, sign } of vectors.compare) {
    expect(Math.sign(compare(a, b)), `${a} ${b}`).toBe(sign);
    checked++;
  }
  expect(checked).toBeGreaterThanOrEqual(26);
});
