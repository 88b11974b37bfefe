import { describe, expect, it } from 'vitest';
import { alike, beginningWith, changed } from './vocabulary.ts';

/** The distance of two words as the books define it: a letter wrong, missing, too many, or two in each other's place. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_row, i) =>
    Array.from({ length: b.length + 1 }, (_cell, j) => (i ? (j ? 0 : i) : j)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, d[i - 2]![j - 2]! + 1);
      d[i]![j] = least;
    }
  return d[a.length]![b.length]!;
}

/** All words of up to five letters out of three, and some longer ones. */
const letters = ['a', 'b', 'c'];
const longer = (all: readonly string[]): string[] => all.flatMap((w) => letters.map((l) => w + l));
const words = [letters];
while (words.length < 5) words.push(longer(words.at(-1)!));
const sorted = [...words.flat(), 'abracadabra', 'cabcabcab', 'été', '東京', '東京都', '🌳'].sort();

describe('the vocabulary', () => {
  it.each(['abcab', 'aaaa', 'cba', 'bcabcc', 'abracadarba', '東京', 'zz'])(
    'words like « %s » are those that a plain comparison finds',
    (word) => {
      for (const most of [1, 2]) {
        const expected = sorted.filter((w) => w[0] === word[0] && w !== word && distance(w, word) <= most);
        const found = alike(sorted, word, most);
        expect(found.map((f) => f.term)).toEqual(expected);
        for (const { term, edits } of found) expect(edits, term).toBe(distance(term, word));
      }
    },
  );
  it('finds nothing like a word without letters, and nothing without an edit', () => {
    expect(alike(sorted, '', 2)).toEqual([]);
    expect(alike(sorted, 'abcab', 0)).toEqual([]);
  });
  it.each(['a', 'cab', '東', '🌳', 'abracadabra', 'zz', ''])('words that begin with « %s »', (start) =>
    expect(beginningWith(sorted, start)).toEqual(sorted.filter((w) => w.startsWith(start))),
  );
  it('stays in order while words come and go', () => {
    const now = changed(sorted, ['zz', 'aab0', ''], new Set(['aaa', '🌳', 'unknown']));
    expect(now).toEqual([...sorted.filter((w) => w !== 'aaa' && w !== '🌳'), 'zz', 'aab0', ''].sort());
  });
});
