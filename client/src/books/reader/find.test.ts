import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import { matches } from './find.ts';

const { document } = new JSDOM('<body><p>Élève, dit l’<em>él</em>ève.</p><style>eleve</style><p>ELEVE</p></body>')
  .window;

it('B6: words are found without accents and capitals, across elements, with what is around them', () => {
  const found = [...matches(document, 'eleve')];
  expect(found.map((f) => f.match)).toEqual(['Élève', 'élève', 'ELEVE']);
  expect(found.map((f) => f.range.toString())).toEqual(['Élève', 'élève', 'ELEVE']);
  expect(found[1]).toMatchObject({ pre: 'Élève, dit l’', post: '.ELEVE' });
});
it('B6: special letters and ligatures are found by plain ones, signs around them stay whole', () => {
  const { document: other } = new JSDOM(`<body><p>👩🏾‍🌾${'a'.repeat(48)} Œuvre de Łódź🌱</p></body>`).window;
  const [work] = [...matches(other, 'oeuvre')];
  expect(work).toMatchObject({ match: 'Œuvre', pre: `${'a'.repeat(48)} ` });
  expect([...matches(other, 'lodz')].map((f) => f.range.toString())).toEqual(['Łódź']);
  expect([...matches(other, 'uvre')].map((f) => f.match)).toEqual(['uvre']);
});
it('B6: nothing is found for nothing', () => {
  expect([...matches(document, '  ')]).toEqual([]);
  expect([...matches(document, 'absent')]).toEqual([]);
});
it('B6: an apostrophe of the keyboard finds one of the printer', () => {
  expect([...matches(document, "l'élève")]).toHaveLength(1);
});
