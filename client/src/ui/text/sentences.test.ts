import { describe, expect, it } from 'vitest';
import { LONGEST, sentencesOf } from './sentences.ts';

const inOnePiece = (text: string) => expect(sentencesOf(text)).toEqual([text]);

describe('a text in sentences, to be read aloud one by one', () => {
  it('ends one at a full stop, a question or an exclamation before a capital, and at each line', () =>
    expect(sentencesOf('Il pleut. La terre boit !  Qui rit ? Awa.\nMoussa dort\n\n')).toEqual([
      'Il pleut.',
      'La terre boit !',
      'Qui rit ?',
      'Awa.',
      'Moussa dort',
    ]));
  it('ends none after a French or English abbreviation, initials, or within a number', () => {
    inOnePiece('M. Diallo et Mme. Sow plantent, p. ex. Dr. Ba, av. J.-C. Ousmane.');
    inOnePiece('La lettre de L. S. Senghor coûte 3.50 € au n. 12.');
    inOnePiece('Mr. Smith met Mrs. Brown vs. Nobody.');
  });
  it('ends one after “etc.” only before a capital', () => {
    inOnePiece('Des pelles, des seaux, etc. sont là.');
    expect(sentencesOf('Des pelles, etc. Puis on rentre.')).toEqual(['Des pelles, etc.', 'Puis on rentre.']);
  });
  it('keeps closing quotes with their sentence, and goes on where the sentence does', () => {
    expect(sentencesOf('« Viens ! » Elle part. « Où ? » dit-il.')).toEqual([
      '« Viens ! »',
      'Elle part.',
      '« Où ? » dit-il.',
    ]);
    expect(sentencesOf('« Viens\u00a0!\u00a0» dit-elle. (Il vient.) “Good.” She left.')).toEqual([
      '« Viens\u00a0!\u00a0» dit-elle.',
      '(Il vient.)',
      '“Good.”',
      'She left.',
    ]);
  });
  it('keeps a quote that closes at the end of the text', () => inOnePiece('Vote « Quel jour\u202f? »'));
  it('ends one at an ellipsis only before a capital', () => {
    inOnePiece('Il attend… puis il part... enfin.');
    expect(sentencesOf('Il attend… Puis il part... Enfin.')).toEqual(['Il attend…', 'Puis il part...', 'Enfin.']);
  });
  it('ends one at the marks of Arabic', () =>
    expect(sentencesOf('من أنت؟ أنا عوا. هل تقرئين؟')).toEqual(['من أنت؟', 'أنا عوا.', 'هل تقرئين؟']));
  it('cuts what is too long at its last comma, else at a space, else anywhere but within a character', () => {
    const clause = 'une suite de mots qui va son chemin';
    const long = Array.from({ length: 12 }, () => clause).join(', ');
    const parts = sentencesOf(long);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.slice(0, -1).every((p) => p.endsWith(','))).toBe(true);
    expect(parts.join(' ')).toBe(long);
    const spaced = 'mot '.repeat(120).trim();
    expect(sentencesOf(spaced).join(' ')).toBe(spaced);
    const solid = `n${'🌱'.repeat(150)}`;
    expect(sentencesOf(solid).join('')).toBe(solid);
    for (const part of [...parts, ...sentencesOf(spaced), ...sentencesOf(solid)]) {
      expect(part.length).toBeLessThanOrEqual(LONGEST);
      expect(part).not.toMatch(/[\uD800-\uDBFF]$/);
    }
  });
  it('does not end a part early at a comma near its start', () =>
    expect(sentencesOf(`Oui, ${'mot '.repeat(60).trim()}`)[0]?.length).toBeGreaterThan(100));
  it('says nothing where there is nothing to say', () => expect(sentencesOf(' \n — \n ... ')).toEqual([]));
});
