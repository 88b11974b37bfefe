/**
 * Texts cut between signs as people see them: never inside a character, a letter with its accents, a flag or an emoji
 * of several parts. Limits are in UTF-16 units, in which schemas measure. No result has half a character. Pure.
 */

/** What belongs to the sign before it: accents, variants, tones of skin, tags of flags, and what joins. */
const GOES_ON = /^[\p{M}\p{EMod}\u200C-\u200D\u{E0020}-\u{E007F}]/u;
const FLAG_LETTER = /^\uD83C[\uDDE6-\uDDFF]/;
const FLAG_LETTERS = /(?:\uD83C[\uDDE6-\uDDFF])*$/;
const isHalved = (text: string, at: number): boolean =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(at - 1, at + 1));

/** Where browsers have no `Intl.Segmenter` (Firefox before 125): its rules as far as names and emoji need them. */
function isBetween(text: string, at: number): boolean {
  if (isHalved(text, at) || /\r\n|\u200D./su.test(text.slice(at - 1, at + 1))) return false;
  const rest = text.slice(at, at + 2);
  if (GOES_ON.test(rest)) return false;
  if (!FLAG_LETTER.test(rest)) return true;
  const letters = FLAG_LETTERS.exec(text.slice(Math.max(0, at - 400), at))?.[0].length ?? 0;
  return letters % 4 === 0;
}

/** From where to where the sign goes that has the unit at a place. */
type SignAt = (text: string, at: number) => [from: number, to: number];
export const signByRules: SignAt = (text, at) => {
  let [from, to] = [at, at + 1];
  while (from > 0 && !isBetween(text, from)) from--;
  while (to < text.length && !isBetween(text, to)) to++;
  return [from, to];
};
let segmenter: Intl.Segmenter | undefined;
const signAt: SignAt = (text, at) => {
  if (!('Segmenter' in Intl)) return signByRules(text, at);
  segmenter ??= new Intl.Segmenter();
  const sign = segmenter.segment(text).containing(at);
  return sign ? [sign.index, sign.index + sign.segment.length] : [at, at];
};

/** The text without halves of characters, which no server can store. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Cs}/gu, '');

/** The beginning of a text, at most `most` units long. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return wellFormed(text);
  const [from] = signAt(text, most);
  // Of a first sign that is longer than that, only some accents go.
  return from > 0 ? wellFormed(text.slice(0, from)) : wellFormed(text.slice(0, most)).replace(/\u200D$/, '');
}

/** The end of a text, at most `most` units long. */
export function cutStart(text: string, most: number): string {
  const at = text.length - most;
  if (at <= 0) return wellFormed(text);
  const [from, to] = signAt(text, at);
  return wellFormed(text.slice(from === at ? from : to));
}

/** The beginning of a text to show: at most `most` units long, an ellipsis for what is left out. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? wellFormed(text) : `${cut(text, most - 1).trimEnd()}…`;

/** The first sign, as initials need it; '' of an empty text. */
export const firstSign = (text: string): string => wellFormed(text.slice(0, text === '' ? 0 : signAt(text, 0)[1]));

/** A phrase that begins with a small letter, to go on with in a sentence, or with a capital. */
export const lowerFirst = (text: string, locale?: string): string => {
  const first = firstSign(text);
  return first.toLocaleLowerCase(locale) + text.slice(first.length);
};
export const upperFirst = (text: string, locale?: string): string => {
  const first = firstSign(text);
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
};
