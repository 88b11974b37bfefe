/** Search for words in a whole book, whatever their accents and capitals. */
import { cut, cutStart } from '@egoejo/shared/platform/cut.ts';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { fromRange, joinIndir } from 'foliate-js/epubcfi.js';
import type { OpenBook } from '../epub/open.ts';

export interface Hit {
  cfi: string;
  pre: string;
  match: string;
  post: string;
}
/** More than a reader looks through. */
const MOST = 200;
/** Letters before and after what was found. */
const AROUND = 50;

/** A folded text, and for each unit of it the place in the text from which it comes. */
interface Folded {
  text: string;
  at: number[];
}
const folded = new Map<string, string>();
function foldPlaces(text: string): Folded {
  const out: Folded = { text: '', at: [] };
  let place = 0;
  for (const sign of text) {
    let plain = folded.get(sign);
    if (plain === undefined) folded.set(sign, (plain = /\s/.test(sign) ? ' ' : fold(sign)));
    out.text += plain;
    for (let i = 0; i < plain.length; i++) out.at.push(place);
    place += sign.length;
  }
  return out;
}

/** The places of `query` in a document. */
export function* matches(doc: Document, query: string): Generator<{ range: Range } & Omit<Hit, 'cfi'>> {
  const walker = doc.createTreeWalker(doc.body, 4 /* text */);
  const nodes: { node: Node; at: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/^(style|script)$/.test(node.parentElement?.localName ?? '')) continue;
    nodes.push({ node, at: text.length });
    text += node.nodeValue ?? '';
  }
  const hay = foldPlaces(text);
  const needle = foldPlaces(query.trim()).text;
  if (needle === '') return;
  const placeOf = (at: number): [Node, number] | null => {
    const found = nodes.findLast((n) => n.at <= at);
    return found ? [found.node, at - found.at] : null;
  };
  const plain = (from: number, to: number): string => text.slice(Math.max(0, from), to).replaceAll(/\s+/g, ' ');
  // A sign more than is wanted, so that the last one is known to be whole.
  const before = (at: number): string => cutStart(plain(at - 2 * AROUND, at), AROUND);
  const after = (at: number): string => cut(plain(at, at + 2 * AROUND), AROUND);
  for (let i = hay.text.indexOf(needle); i >= 0; i = hay.text.indexOf(needle, i + needle.length)) {
    const [at, end] = [hay.at[i] ?? 0, hay.at[i + needle.length] ?? text.length];
    const [start, last] = [placeOf(at), placeOf(end - 1)];
    if (!start || !last) return;
    const range = doc.createRange();
    range.setStart(...start);
    range.setEnd(last[0], last[1] + 1);
    yield { range, pre: before(at), match: plain(at, end), post: after(end) };
  }
}

/** Yields the hits of each document; stops when `signal` aborts or there are enough. */
export async function* find(book: OpenBook, query: string, signal: AbortSignal): AsyncGenerator<Hit[]> {
  let count = 0;
  for (const section of book.epub.sections) {
    if (signal.aborted || count >= MOST) return;
    const doc = await section.createDocument();
    if (!doc.body) continue;
    const hits: Hit[] = [];
    for (const { range, ...around } of matches(doc, query)) {
      hits.push({ cfi: joinIndir(section.cfi, fromRange(range)), ...around });
      if (++count >= MOST) break;
    }
    yield hits;
  }
}
