import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { sentencesIn } from './aloud.ts';
import { firstHere } from './shown.ts';

const { document } = new JSDOM(
  '<p id="a">Il  <b>vient</b>. Il\n part. Il part. </p><p id="b">Il reste.</p><p id="c">Il dort.</p>',
).window;
const paragraph = (id: string): Element => document.querySelector(`#${id}`)!;
const plain = (range: Range): string => range.toString().replaceAll(/\s+/g, ' ').trim();

it('B6: each sentence that a voice reads has its place in the text', () => {
  const found = sentencesIn(paragraph('a'));
  expect(found.map((s) => s.text)).toEqual(['Il vient.', 'Il part.', 'Il part.']);
  expect(found.map((s) => plain(s.range))).toEqual(['Il vient.', 'Il part.', 'Il part.']);
  expect(found[1]?.range.compareBoundaryPoints(2 /* END_TO_END */, found[2]!.range)).toBe(-1);
});

it('B6: a voice begins with what begins on the page, else with what goes on there, else after it', () => {
  const page = document.createRange();
  const all = ['a', 'b', 'c'].map(paragraph);
  page.selectNodeContents(paragraph('b'));
  expect(firstHere(page, all)).toBe(1);
  page.setStart(paragraph('a').lastChild!, 3);
  page.setEnd(paragraph('a').lastChild!, 5);
  expect(firstHere(page, all)).toBe(0);
  page.selectNode(paragraph('a'));
  expect(firstHere(page, [null, ...all.slice(1)])).toBe(1);
  page.setStartAfter(paragraph('c'));
  page.collapse(true);
  expect(firstHere(page, all)).toBe(-1);
  expect(firstHere(null, all)).toBe(0);
});
