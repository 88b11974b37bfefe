import { expect, it } from 'vitest';
import { drawing, hueOf } from './drawing.ts';

const ids = Array.from({ length: 200 }, (_, i) => `0190a000-0000-7000-8000-${String(i).padStart(12, '0')}`);
const categories = ['Eau', 'Alimentation', 'Énergie', 'Culture', 'Mobilité', 'Éducation', 'Nature', 'Santé'];

it('a project always has the same drawing, and two hundred of one category have as many', () => {
  const all = ids.map((id) => JSON.stringify(drawing({ id, category: 'Eau' })));
  expect(ids.map((id) => JSON.stringify(drawing({ id, category: 'Eau' })))).toEqual(all);
  expect(new Set(all).size).toBe(ids.length);
});

it('a category keeps its colour and its kind of landscape, and most differ from each other', () => {
  const looks = (category: string) => ids.map((id) => drawing({ id, category }).className);
  for (const category of categories) expect(new Set(looks(category)).size).toBe(1);
  expect(new Set(categories.map(hueOf)).size).toBe(categories.length);
  for (const category of [...categories, 'Entraide', 'Fêtes', '']) expect(hueOf(category)).toBeLessThan(250);
});

it('water is blue and drawn as water, in every language; a word that only begins alike is not', () => {
  for (const category of ['Eau', 'EAU ET RIVIÈRES', 'Water', 'Agua', 'Maji']) {
    expect(hueOf(category)).toBe(hueOf('Eau'));
    expect(drawing({ id: ids[0] ?? '', category }).className).toBe('drawn drawn-water');
  }
  expect(hueOf('Éducation')).toBe(hueOf('education'));
  expect([hueOf('Artisanat'), hueOf('Parcours')]).not.toEqual([hueOf('Art'), hueOf('Parc')]);
});
