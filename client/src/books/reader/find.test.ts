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
it('B6: nothing is found for nothing', () => {
  expect([...matches(document, '  ')]).toEqual([]);
  expect([...matches(document, 'absent')]).toEqual([]);
});
it('B6: an apostrophe of the keyboard finds one of the printer', () => {
  expect([...matches(document, "l'élève")]).toHaveLength(1);
});
