import { describe, expect, it } from 'vitest';
import { CATEGORIES, categoriesOf, withParents } from './categories.ts';
import { licenceOf } from './licence.ts';

describe('categories', () => {
  it('B1: the tree has no circle, and every parent exists', () => {
    const keys = new Set(CATEGORIES.map((c) => c.key));
    expect(keys.size).toBe(CATEGORIES.length);
    for (const { key, parent } of CATEGORIES) {
      expect(parent === null || keys.has(parent)).toBe(true);
      expect(new Set(withParents(key)).size).toBe(withParents(key).length);
    }
    expect(withParents('none')).toEqual([]);
  });
  it.each([
    [
      ['Fiction', 'Policiers & Mystères'],
      ['fiction', 'crime'],
    ],
    [['Fiction', 'Roman'], ['fiction']],
    [["Children's literature -- Study and teaching"], ['children']],
    [['Sermons, English'], ['knowledge', 'faith']],
    [
      ['Poésie française', 'History'],
      ['poetry', 'knowledge', 'history'],
    ],
    [['Platform'], []],
    [[], []],
  ])('B1: %j are in %j', (subjects, categories) => {
    expect(categoriesOf(subjects)).toEqual(categories);
  });
});

describe('licences', () => {
  it.each([
    ['using the Attribution-ShareAlike 3.0 Unported (CC BY-SA 3.0) license.', 'CC BY-SA 3.0'],
    ['https://creativecommons.org/licenses/by-nc-nd/4.0/', 'CC BY-NC-ND 4.0'],
    ['Public domain in the USA.', 'Public domain'],
    ['Domaine public', 'Public domain'],
    ['CC0 1.0 Universal', 'CC0'],
    ['All rights reserved', ''],
    ['', ''],
  ])('B1: the rights “%s” are “%s” in short', (rights, licence) => {
    expect(licenceOf(rights)).toBe(licence);
  });
});
