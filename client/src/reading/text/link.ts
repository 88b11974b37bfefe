/** Finds the link in what a member pasted or another app shared. Pure. */
import { cut, wellFormed } from '@egoejo/shared/platform/cut.ts';
import { isVisible } from '@egoejo/shared/platform/texts.ts';

/** Up to a space, a quote, what is not seen, or another address after a comma. */
const ADDRESSES =
  /https?:\/\/(?:(?![,;|]https?:)[^\s<>"«»‹›“”„\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff])+/gi;
const CLOSED_BY = new Map(['()', '[]', '{}', '（）', '「」', '『』', '【】'].map((pair) => [pair[1], pair[0]]));
const OPENS = new Set(CLOSED_BY.values());
/** What ends a sentence or opens what follows it. */
const AFTER = /[.,;:!?…'’‘`*([{（「『【。、，！？：；،؛؟]/;
/** The longest title that an act takes. */
const LONGEST = 300;

/**
 * The address without the end of the sentence around it: it ends before a closing bracket that no bracket in the
 * address opens, and before punctuation at its end.
 */
function withoutSentence(address: string): string {
  const open: string[] = [];
  let end = 0;
  for (const sign of address) {
    if (OPENS.has(sign)) open.push(sign);
    else if (CLOSED_BY.has(sign) && open.pop() !== CLOSED_BY.get(sign)) break;
    end += sign.length;
  }
  while (end > 0 && AFTER.test(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

/**
 * The first http(s) address in the given texts, with its own brackets but without those and the punctuation of a
 * sentence around it; null when there is none.
 */
export function linkIn(...texts: readonly (string | undefined)[]): string | null {
  for (const text of texts)
    for (const [found] of wellFormed(text ?? '').matchAll(ADDRESSES)) {
      const address = withoutSentence(found);
      if (URL.canParse(address)) return address;
    }
  return null;
}

/** The title of a link until its text has come: the words shared with it, else its site. */
export function linkTitle(url: string, title: string | undefined): string {
  const words = wellFormed(title ?? '')
    .replace(linkIn(title) ?? '', '')
    .replaceAll(/\(\s*\)|\[\s*\]|<\s*>|«\s*»|"\s*"|“\s*”/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  // Another app may share a whole page of text.
  if (isVisible(words) && /[\p{L}\p{N}\p{S}]/u.test(words)) return cut(words, LONGEST);
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url;
}
