/** The words of a passage, and how it is found again by them where its place does not fit (B8). */
import { cut, cutStart } from '@egoejo/shared/platform/cut.ts';
import { MARK } from '@egoejo/shared/books/model.ts';

export interface Quote {
  text: string;
  before: string;
  after: string;
}

/** Characters that are not kept with a mark: controls, and marks that reverse the direction of writing. */
const LEFT_OUT = /(?!\s)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu;
const plain = (text: string): string => text.replaceAll(LEFT_OUT, '').replaceAll(/\s+/g, ' ');

/** The words of a range, with a few before and after it. */
export function quoteOf(range: Range): Quote {
  const doc = range.startContainer.ownerDocument;
  const text = cut(plain(range.toString()).trim(), MARK.text).trim();
  if (!doc?.body) return { text, before: '', after: '' };
  const around = doc.createRange();
  around.selectNodeContents(doc.body);
  around.setEnd(range.startContainer, range.startOffset);
  const before = cutStart(plain(around.toString()), MARK.around).trim();
  around.selectNodeContents(doc.body);
  around.setStart(range.endContainer, range.endOffset);
  const after = cut(plain(around.toString()), MARK.around).trim();
  return { text, before, after };
}

/** Whether a range holds the words of a mark; a long passage keeps its first ones only. */
export const holds = (range: Range, { text }: Pick<Quote, 'text'>): boolean =>
  plain(range.toString()).trim().startsWith(text);

export interface Flat {
  text: string;
  /** For each character of `text`: the node that holds it, and where. */
  at: [Node, number][];
}
/** The text of an element with one space where there are several, and where each character is. */
export function flatten(root: Element): Flat {
  const flat: Flat = { text: '', at: [] };
  const walker = root.ownerDocument.createTreeWalker(root, 4 /* text */);
  let spaced = true;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (/^(style|script)$/.test(node.parentElement?.localName ?? '')) continue;
    for (const [i, unit] of (node.nodeValue ?? '').split('').entries()) {
      const space = /\s/.test(unit);
      if ((space && spaced) || plain(unit) === '') continue;
      spaced = space;
      flat.text += space ? ' ' : unit;
      flat.at.push([node, i]);
    }
  }
  return flat;
}
/** The characters of an element from one to another; null: it has none there. */
export function rangeOf({ at }: Flat, from: number, to: number): Range | null {
  const [start, end] = [at[from], at[to - 1]];
  const range = start && end && start[0].ownerDocument?.createRange();
  if (!range) return null;
  range.setStart(...start);
  range.setEnd(end[0], end[1] + 1);
  return range;
}
/** Kept with its document, since many marks may be looked for in one. */
const flats = new WeakMap<Document, Flat>();

/** How many characters two texts have in common from their ends (`before`) or beginnings. */
function common(a: string, b: string, fromEnd: boolean): number {
  let n = 0;
  while (n < Math.min(a.length, b.length) && (fromEnd ? a.at(-1 - n) === b.at(-1 - n) : a[n] === b[n])) n++;
  return n;
}

/** The passage of a document with these words; of several, the one whose surroundings fit best. null: there is none. */
export function findQuote(doc: Document, { text, before, after }: Quote): Range | null {
  if (text === '' || !doc.body) return null;
  const flat = flats.get(doc) ?? flatten(doc.body);
  flats.set(doc, flat);
  let best: { from: number; score: number } | null = null;
  for (let from = flat.text.indexOf(text); from >= 0; from = flat.text.indexOf(text, from + 1)) {
    const left = flat.text.slice(Math.max(0, from - MARK.around - 1), from).trimEnd();
    const right = flat.text.slice(from + text.length, from + text.length + MARK.around + 1).trimStart();
    const score = common(left, before, true) + common(right, after, false);
    if (!best || score > best.score) best = { from, score };
  }
  return best && rangeOf(flat, best.from, best.from + text.length);
}
