/** Search for words in a whole book, whatever their accents and capitals. */
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

const folded = new Map<string, string>();
/** The plain form of each letter: as many units as before, so that places stay. */
function fold(text: string): string {
  let out = '';
  for (const unit of text.split('')) {
    let plain = folded.get(unit);
    if (plain === undefined) {
      const base = /\s/.test(unit) ? ' ' : unit === '’' ? "'" : (unit.normalize('NFD')[0] ?? unit);
      plain = base.toLowerCase().length === 1 ? base.toLowerCase() : base;
      folded.set(unit, plain);
    }
    out += plain;
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
  const hay = fold(text);
  const needle = fold(query.trim());
  if (needle === '') return;
  const placeOf = (at: number): [Node, number] | null => {
    const found = nodes.findLast((n) => n.at <= at);
    return found ? [found.node, at - found.at] : null;
  };
  const plain = (from: number, to: number): string => text.slice(Math.max(0, from), to).replaceAll(/\s+/g, ' ');
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length)) {
    const end = at + needle.length;
    const [start, last] = [placeOf(at), placeOf(end - 1)];
    if (!start || !last) return;
    const range = doc.createRange();
    range.setStart(...start);
    range.setEnd(last[0], last[1] + 1);
    yield { range, pre: plain(at - AROUND, at), match: plain(at, end), post: plain(end, end + AROUND) };
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
