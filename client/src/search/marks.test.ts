import { describe, expect, it } from 'vitest';
import { excerptOf, likeQuery, marked } from './marks.ts';

const shown = (text: string, query: string): string =>
  marked(text, likeQuery(query))
    .map(({ text: part, hit }) => (hit ? `[${part}]` : part))
    .join('');

describe('marks', () => {
  it('marks words whatever their accents, number and ending, and nothing else', () => {
    expect(shown('Réparation de vélos à l’École', 'reparer velo ecole')).toBe('[Réparation] de [vélos] à l’[École]');
    expect(shown('Un pont sur le canal', 'verger')).toBe('Un pont sur le canal');
    expect(shown('Médiathèque', 'mediat')).toBe('[Médiathèque]');
  });
  it('loses no letter of a text', () => {
    for (const text of ['', ' ', 'a', 'vélo', 'vélo vélo', '«vélo»!', 'e\u0301cole vélo', '🌳 vélo\n'])
      expect(
        marked(text, likeQuery('vélo ecole'))
          .map((p) => p.text)
          .join(''),
      ).toBe(text);
  });
  it('marks decomposed accents as one word', () => expect(shown('e\u0301cole', 'ecole')).toBe('[e\u0301cole]'));
});

describe('excerpts', () => {
  const long = `${'mot '.repeat(100)}les baleines ${'fin '.repeat(100)}`;
  it('show the part around the first match, cut between words', () => {
    const text = excerptOf(long, likeQuery('baleine'));
    expect(text).toContain('les baleines');
    expect(text).toMatch(/^… mot .* fin …$/);
    expect(text.length).toBeLessThan(200);
  });
  it('show the beginning without a match, and a short text whole', () => {
    expect(excerptOf(long, likeQuery('rien'))).toMatch(/^mot .* …$/);
    expect(excerptOf('Un four à pain', likeQuery('four'))).toBe('Un four à pain');
    expect(excerptOf('x'.repeat(1000), likeQuery('four')).length).toBeLessThan(200);
  });
});
