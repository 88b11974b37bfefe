/**
 * A light stemmer for French: it removes the endings of number, gender and the commonest derivations, so that
 * « réparer », « réparation » and « réparateurs » become one term. The rules are the algorithm UniNE of J. Savoy
 * (*Light Stemming Approaches for the French, Portuguese, German and Hungarian Languages*, SAC 2006), here for words
 * that are folded already. One rule differs: « -ation » becomes « -er », so that « réparation » does not lose its
 * second r.
 */

/** A word longer than `over` that ends in `ending` gets `instead`; `goOn`: later rules may follow. */
type Rule = readonly [over: number, ending: string, instead: string, goOn?: 'goOn'];
const RULES: readonly Rule[] = [
  [9, 'issement', 'ir'],
  [8, 'issant', 'ir'],
  [7, 'ivement', 'if'],
  [6, 'ement', 'e'],
  [11, 'ficatrice', 'fier'],
  [10, 'ficateur', 'fier'],
  [9, 'catrice', 'quer'],
  [8, 'cateur', 'quer'],
  [8, 'atrice', 'er'],
  [7, 'ateur', 'er'],
  [6, 'trice', 'teur', 'goOn'],
  [5, 'ieme', ''],
  [7, 'teuse', 'ter'],
  [6, 'teur', 'ter'],
  [5, 'euse', 'eu'],
  [8, 'ere', 'er'],
  [7, 'ive', 'if'],
  [4, 'folle', 'fou'],
  [4, 'molle', 'mou'],
  [9, 'nnelle', 'n'],
  [9, 'nnel', 'n'],
  [4, 'ete', 'et', 'goOn'],
  [8, 'ique', '', 'goOn'],
  [8, 'esse', 'e'],
  [7, 'inage', 'in'],
  [9, 'ualisation', 'uel'],
  [9, 'isation', ''],
  [9, 'isateur', ''],
  [8, 'ation', 'er'],
  [8, 'ition', ''],
];

/** The singular: without a final x or s; « chevaux » gives « cheval », « bateaux » « bateau ». */
function singular(word: string): string {
  let w = word;
  if (w.length > 5 && w.endsWith('x')) w = /[^e]aux$/.test(w) ? `${w.slice(0, -2)}l` : w.slice(0, -1);
  if (w.length > 3 && w.endsWith('x')) w = w.slice(0, -1);
  return w.length > 3 && w.endsWith('s') ? w.slice(0, -1) : w;
}

/** Double letters once; without a final r, e, ee or ie. */
function trimmed(word: string): string {
  if (word.length <= 4) return word;
  let w = word.replace(/(\p{L})\1+/gu, '$1');
  if (w.length > 4 && w.endsWith('ie')) w = w.slice(0, -2);
  return w.length > 4
    ? w
        .replace(/r$/, '')
        .replace(/ee?$/, '')
        .replace(/(\p{L})\1$/u, '$1')
    : w;
}

/** The stem of one folded word. */
export function stem(word: string): string {
  let w = singular(word);
  for (const [over, ending, instead, goOn] of RULES) {
    if (w.length <= over || !w.endsWith(ending)) continue;
    w = w.slice(0, -ending.length) + instead;
    if (!goOn) break;
  }
  return trimmed(w);
}
