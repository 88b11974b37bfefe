/** The words of French texts as the index compares them: without accents, plurals and endings. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import { stem } from '@egoejo/shared/search/stem.ts';

/** Short words that occur in nearly every title: they find nothing, and a query with « de » would match too little. */
const EMPTY = new Set('de du des la le les un une et au aux en sur pour dans par qu ou the of and'.split(' '));
/** Longer « words » are addresses and accidents; comparing them letter by letter would be slow. */
const LONGEST_WORD = 40;

/** Words of a text; « l’école » gives « ecole ». */
export const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => (w.length > 1 || /\d/.test(w)) && w.length <= LONGEST_WORD);
/** Whether a word tells nothing. */
export const isEmpty = (word: string): boolean => EMPTY.has(word);
/** A word without its plural, so that a search for « velos » ranks « vélo » as high as a search for « vélo » does. */
export const plain = (word: string): string => (word.length > 3 ? word.replace(/(s|x)$/, '') : word);

/** The same words come again and again, in an index and in what is shown of it. */
const MOST_REMEMBERED = 50_000;
function remember(of: (word: string) => string[]): (word: string) => string[] {
  const known = new Map<string, string[]>();
  return (word) => {
    const before = known.get(word);
    if (before) return before;
    const now = of(word);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(word, now);
    return now;
  };
}
/** The terms of a folded word in the index: itself, for typos and beginnings, and its stem. */
export const terms = remember((word) => {
  if (EMPTY.has(word)) return [];
  const [exact, stemmed] = [plain(word), stem(word)];
  return exact === stemmed ? [exact] : [exact, stemmed];
});
/** The terms of a word as it is written in a text. */
export const termsOf = remember((word) => terms(fold(word)));
