import { describe, expect, it } from 'vitest';
import { stem } from './stem.ts';

describe('the French stemmer', () => {
  it.each([
    ['velos', 'velo'],
    ['jardins', 'jardin', 'jardinage'],
    ['reparer', 'reparation', 'reparations', 'reparateur', 'reparatrices'],
    ['cheval', 'chevaux'],
    ['bateau', 'bateaux'],
    ['actif', 'activement'],
    ['chanteur', 'chanteuse', 'chanteuses'],
    ['vert', 'verte', 'vertes'],
    ['plante', 'planter', 'plantees'],
    ['educatrice', 'educateurs'],
    ['finir', 'finissant'],
    ['ecologie', 'ecologies'],
    ['passionnel', 'passionnelle'],
    ['fou', 'folle'],
  ])('gives « %s » and its forms one stem', (word, ...forms) => {
    for (const form of forms) expect(stem(form), form).toBe(stem(word));
  });
  it.each([
    ['verre', 'vert'],
    ['poule', 'poulailler'],
    ['pont', 'ponton'],
    ['livre', 'livrer-vite'],
  ])('keeps « %s » and « %s » apart', (a, b) => expect(stem(a)).not.toBe(stem(b)));
  it('leaves short words, numbers and the empty word alone', () => {
    for (const word of ['', 'a', 'bus', '1814', 'mer', 'x']) expect(stem(word)).toBe(word);
  });
  it('makes no word longer than its singular by more than one letter', () => {
    for (const word of ['modificatrices', 'indicateurs', 'normalisation', 'annuellement', 'deuxieme'])
      expect(stem(word).length).toBeLessThan(word.length);
  });
});
