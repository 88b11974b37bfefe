/** Splits a text into what a voice says in one go: Chromium falls silent after about 15 seconds of one utterance. Pure. */
import { cut, wellFormed } from '@egoejo/shared/platform/cut.ts';

/** The most characters of one part: about 12 seconds of speech. */
export const LONGEST = 200;

/** Words whose full stop ends no sentence. “etc.” may end one. */
const SHORT =
  /^(?:m[mrs]?|mrs|mmes?|mlles?|me|[dp]r|ste?|mgr|prof|jr|pp?|no?|art|chap|cf|ex|fig|vol|av|apr|env|tél|vs)$/i;
/** A mark that may end a sentence with the quotes and brackets it closes, before a space or the end. */
const END = /[.!?…؟۔。]+(?:\s?[»”’"')\]])*(?=\s|$)/gu;
/** A sentence goes on in lower case. */
const GOES_ON = /^[\s«“‘"'([–—-]*\p{Ll}/u;
/** An abbreviation or an initial (L. S. Senghor, J.-C.) before its full stop. */
const isShort = (before: string): boolean => {
  const word = /(?:^|[\s'’(«-])(\p{L}+)$/u.exec(before)?.[1];
  return word !== undefined && (SHORT.test(word) || /^\p{Lu}$/u.test(word));
};

function sentencesOfLine(line: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (const { 0: mark, index } of line.matchAll(END)) {
    const end = index + mark.length;
    if (GOES_ON.test(line.slice(end)) || (mark === '.' && isShort(line.slice(from, index)))) continue;
    found.push(line.slice(from, end));
    from = end;
  }
  return [...found, line.slice(from)];
}

/** Cuts after the last comma in the second half, else at the last space, else between two signs. */
function inParts(sentence: string): string[] {
  const parts: string[] = [];
  let rest = wellFormed(sentence).trim();
  while (rest.length > LONGEST) {
    const head = cut(rest, LONGEST);
    const comma = /^.*[,;:،؛—–)](?=\s)/su.exec(head)?.[0].length ?? 0;
    const space = head.lastIndexOf(' ');
    const at = comma > LONGEST / 2 ? comma : space > 0 ? space : head.length;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...parts, rest];
}

/** The sentences of a text, each of at most `LONGEST` characters; parts without a letter or digit are left out. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+/)
    .flatMap(sentencesOfLine)
    .flatMap(inParts)
    .filter((part) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(part));
