/** Marks the words of a text that match, and cuts out the part around the first of them. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { stem } from '@egoejo/shared/search/stem.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { terms, termsOf } from './words.ts';

/** A part of a text; `hit`: it matches. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Letters of an excerpt, and how many of them stand before the first match. */
const LENGTH = 180;
const BEFORE = 50;
/** Marks and what is not seen are inside words, as in what is folded. */
const WORD = /[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060]+/gu;

/** The text in pieces: words with a term that `matches` are marked. */
export function marked(text: string, matches: (term: string) => boolean): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!termsOf(word).some(matches)) continue;
    if (index > at) pieces.push({ text: text.slice(at, index), hit: false });
    pieces.push({ text: word, hit: true });
    at = index + word.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
  return pieces;
}

/** The part of a text around its first match, from word to word; its beginning when nothing matches. */
export function excerptOf(text: string, matches: (term: string) => boolean): string {
  const [first] = [...firstMatch(text, matches)];
  const wanted = Math.max(0, (first ?? 0) - BEFORE);
  const from = wanted === 0 ? 0 : text.indexOf(' ', wanted) + 1;
  const rest = text.slice(from);
  const before = from > 0 ? '… ' : '';
  if (rest.length <= LENGTH) return before + rest;
  const to = rest.lastIndexOf(' ', LENGTH);
  return `${before}${cut(rest, to > 0 ? to : LENGTH)} …`;
}
function* firstMatch(text: string, matches: (term: string) => boolean): Generator<number> {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!termsOf(word).some(matches)) continue;
    yield index;
    return;
  }
}

/** Whether a term matches a word of the query, as far as letters tell: for results that another index found. */
export function likeQuery(query: string): (term: string) => boolean {
  const asked = fold(query).match(WORD) ?? [];
  const stems = new Set(asked.flatMap((w) => terms(w)));
  const beginnings = asked.filter((w) => w.length > 2).map((w) => stem(w));
  return (term) => stems.has(term) || beginnings.some((b) => b.length > 2 && term.startsWith(b));
}
