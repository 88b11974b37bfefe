/**
 * One way in which words are compared, on devices and by the server: migration 382 says the same in SQL, and a test
 * runs words through both.
 */

/** Letters that Unicode does not decompose, each with what people type who do not have it on their keys. */
export const LETTERS =
  'øo łl đd ðd ħh ıi ȷj ŋn ƒf ɓb ɖd ɗd ɛe ɔo əe ǝe ɣg ɩi ʋv ɲn ƴy ƙk ɠg ƥp ƭt ŧt ʈt ɨi ʉu ɵo ' +
  "ɑa ʃs ʒz ĸk ςσ ’' ‘' ʼ' ʻ' ßss æae œoe þth";
/** What nobody sees inside words: where a word may be divided, how signs join, and marks of direction. */
export const UNSEEN = String.raw`\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff`;

const LEFT_OUT = new RegExp(String.raw`[\p{M}${UNSEEN}]`, 'gu');
const plain = new Map(LETTERS.split(' ').map(([letter = '', ...typed]) => [letter, typed.join('')]));
const SPECIAL = new RegExp(`[${[...plain.keys()].join('')}]`, 'g');

/** Folds a text to lower case, without accents, with special letters, ligatures and forms as plain ones. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(LEFT_OUT, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => plain.get(letter) ?? letter);
