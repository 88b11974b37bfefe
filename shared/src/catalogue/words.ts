/** Words of a text, as times of reading and progress count them. Pure. */

/** Scripts that put no space between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const RUNS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\u30fc\u3005]+/gu;
/** Characters of such a script for one word, about: what dictionaries of Japanese, Chinese and Thai divide them into. */
const CHARACTERS_A_WORD = 2;
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

/**
 * The words of a text: runs of characters between spaces with at least one letter or digit. Where a script has no
 * spaces, two characters count as a word.
 */
export function wordsOf(text: string): number {
  let words = 0;
  for (const [token] of text.matchAll(/\S+/g)) {
    if (!UNSPACED.test(token)) {
      if (SAYS_SOMETHING.test(token)) words++;
      continue;
    }
    for (const [run] of token.matchAll(RUNS)) words += Math.ceil(run.length / CHARACTERS_A_WORD);
    for (const rest of token.split(RUNS)) if (SAYS_SOMETHING.test(rest)) words++;
  }
  return words;
}
