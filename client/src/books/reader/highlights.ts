/** Marks on the text that is shown: drawn, found by a tap, and placed by their words where their place does not fit. */
import type { BookMark, Colour } from '@egoejo/shared/books/model.ts';
import type { EPUB, Target } from 'foliate-js/epub.js';
import { Overlayer } from 'foliate-js/overlayer.js';
import { isCFI } from 'foliate-js/epubcfi.js';
import { findQuote, holds } from '../marks/quote.ts';

/** Seen on white, sepia and dark paper, drawn a third opaque. */
export const MARK_COLOURS: Readonly<Record<Colour, string>> = {
  yellow: '#e3a72f',
  green: '#3f9d5a',
  blue: '#3d86d6',
  pink: '#d9578f',
};

interface Content {
  index?: number;
  doc: Document;
  overlayer?: Overlayer;
}
/** A place of another book or edition leads past the end of a document, and foliate throws: it is none here. */
function orNull<T>(resolve: () => T): T | null {
  try {
    return resolve();
  } catch {
    return null;
  }
}
const isRange = (x: unknown): x is Range => typeof x === 'object' && x !== null && 'startContainer' in x;

/** Where a place leads; null: to no part of this book. */
export function targetOf(epub: EPUB, cfi: string): Target | null {
  if (!isCFI.test(cfi)) return null;
  const target = orNull(() => epub.resolveCFI(cfi));
  return target && epub.sections[target.index]
    ? { index: target.index, anchor: (doc) => orNull(() => target.anchor?.(doc) ?? null) }
    : null;
}

/** The place in an address that names one, as `package.opf#epubcfi(…)` in contents does, or that is one; else null. */
export function cfiOf(address: string): string | null {
  const cfi = address.replace(/^[^#(]*\.opf#/i, '');
  return isCFI.test(cfi) ? (orNull(() => decodeURIComponent(cfi)) ?? cfi) : null;
}
/** Where an item of contents begins in a document: an element by its id, or what holds a place. */
export function beginningOf(epub: EPUB, doc: Document, fragment: string): Node | null {
  if (!isCFI.test(fragment)) return epub.getTOCFragment(doc, fragment);
  const at = targetOf(epub, fragment)?.anchor?.(doc);
  return isRange(at) ? at.startContainer : typeof at === 'object' ? at : null;
}

/** The range of a mark in a document; null: its words are not there. */
export function rangeIn(doc: Document, target: Target, mark: BookMark): Range | null {
  const placed = orNull(() => target.anchor?.(doc));
  if (!isRange(placed)) return findQuote(doc, mark);
  const words = placed.cloneRange();
  // A bookmark is a point, and its words are those after it.
  if (mark.kind === 'bookmark' && doc.body) words.setEnd(doc.body, doc.body.childNodes.length);
  return holds(words, mark) ? placed : findQuote(doc, mark);
}

export class Highlights {
  readonly #epub: EPUB;
  readonly #content: () => Content | undefined;
  #marks: readonly BookMark[] = [];
  #drawn: { on: Overlayer; ids: string[] } | null = null;
  constructor(epub: EPUB, content: () => Content | undefined) {
    this.#epub = epub;
    this.#content = content;
  }
  show(marks: readonly BookMark[]): void {
    this.#marks = marks;
    const now = this.#content();
    if (now?.overlayer) this.draw(now.doc, now.index ?? 0, now.overlayer);
  }
  draw(doc: Document, index: number, overlayer: Overlayer): void {
    if (this.#drawn?.on === overlayer) for (const id of this.#drawn.ids) overlayer.remove(id);
    const ids: string[] = [];
    for (const mark of this.#marks) {
      const target = mark.kind === 'highlight' ? targetOf(this.#epub, mark.cfi) : null;
      const range = target?.index === index ? rangeIn(doc, target, mark) : null;
      if (!range) continue;
      overlayer.add(mark.id, range, Overlayer.highlight, { color: MARK_COLOURS[mark.colour] });
      ids.push(mark.id);
    }
    this.#drawn = { on: overlayer, ids };
  }
  /** The mark at this point of the document's window. */
  at(x: number, y: number): string | null {
    const [id] = this.#content()?.overlayer?.hitTest({ x, y }) ?? [];
    return id !== undefined && (this.#drawn?.ids.includes(id) ?? false) ? id : null;
  }
  /** Those of `marks` that are bookmarks on the page that is shown, of which `page` is the text. */
  onPage(page: Range | null, marks: readonly BookMark[]): BookMark[] {
    const now = this.#content();
    if (!now || !page) return [];
    return marks.filter((mark) => {
      const target = mark.kind === 'bookmark' ? targetOf(this.#epub, mark.cfi) : null;
      const range = target?.index === now.index ? rangeIn(now.doc, target ?? { index: -1 }, mark) : null;
      return range !== null && page.comparePoint(range.startContainer, range.startOffset) === 0;
    });
  }
}
