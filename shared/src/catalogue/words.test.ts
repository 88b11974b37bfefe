import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.ts';

describe('words', () => {
  it.each([
    ['', 0],
    ['Il était une fois', 4],
    ['« Oui ! » — dit-elle', 2],
    ['l’eau 3,5 %', 2],
    ['ガリ版の話', 3],
    ['I read 漢字 often', 4],
    ['สวัสดี', 3],
    ['السلام عليكم', 2],
  ])('B1: of %s: %i', (text, words) => {
    expect(wordsOf(text)).toBe(words);
  });
  it('B1: a megabyte without a space or a letter is counted in a moment', () => {
    const begun = process.threadCpuUsage();
    expect(wordsOf('-'.repeat(1_000_000))).toBe(0);
    expect(process.threadCpuUsage(begun).user).toBeLessThan(2e6);
  });
});
