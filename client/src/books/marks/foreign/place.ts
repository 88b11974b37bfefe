/**
 * Gives marks of other apps their places in this book: where they say, if their words are there, else where their words
 * are (B9).
 */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { EPUB } from 'foliate-js/epub.js';
import { SectionProgress } from 'foliate-js/progress.js';
import { MARK } from '@egoejo/shared/books/model.ts';
import { passageOf } from '../../reader/passage.ts';
import { targetOf } from '../../reader/highlights.ts';
import type { NewMark } from '../annotations.ts';
import type { ForeignMark } from './model.ts';
import { rangeBetween, sectionOf } from './pointers.ts';
import { findWords, wordsIn, wordsOf } from './words.ts';

/** Characters of a page that a bookmark shows. */
const PAGE_WORDS = 120;

export interface Placed {
  marks: NewMark[];
  /** Marks whose words do not occur in this book. */
  lost: ForeignMark[];
}

function tryIt<T>(of: () => T): T | null {
  try {
    return of();
  } catch {
    // A place of another edition may lead past the end of a document.
    return null;
  }
}

/** The document that a mark names; null: it names none of this book's. */
function hintOf(epub: EPUB, { cfi, start }: ForeignMark): number | null {
  const index = (cfi === null ? null : targetOf(epub, cfi)?.index) ?? (start === null ? null : sectionOf(start));
  return index !== null && epub.sections[index] ? index : null;
}

/** The passage to which the mark's position leads; null: the words there are others. */
function whereItSays(epub: EPUB, doc: Document, mark: ForeignMark): Range | null {
  const { kind, text, cfi, start, end } = mark;
  const target = cfi === null ? null : targetOf(epub, cfi);
  const placed =
    tryIt(() => target?.anchor?.(doc)) ?? (start === null ? null : tryIt(() => rangeBetween(doc, start, end)));
  if (typeof placed !== 'object' || placed === null || !('startContainer' in placed)) return null;
  return kind === 'bookmark' || (text !== '' && wordsOf(placed.toString()) === wordsOf(text)) ? placed : null;
}

/** The part of its document before a passage, 0 to 1. */
function partBefore(doc: Document, range: Range): number {
  const before = doc.createRange();
  before.selectNodeContents(doc.body);
  before.setEnd(range.startContainer, range.startOffset);
  return before.toString().length / Math.max(1, doc.body.textContent.length);
}

/** A bookmark is a point, and shows the words after it. */
function pageAt(doc: Document, range: Range): Range {
  const page = range.cloneRange();
  page.setEnd(doc.body, doc.body.childNodes.length);
  return page;
}

export async function placeMarks(epub: EPUB, given: readonly ForeignMark[]): Promise<Placed> {
  const progress = new SectionProgress(epub.sections, 1500, 1600);
  const found = new Map<ForeignMark, NewMark>();
  const hints = new Map(given.map((mark) => [mark, hintOf(epub, mark)]));
  const keep = (mark: ForeignMark, index: number, doc: Document, range: Range | null): void => {
    const section = epub.sections[index];
    if (!range || !section) return;
    const { fraction } = progress.getProgress(index, partBefore(doc, range));
    const { kind, colour } = mark;
    const point = range.cloneRange();
    if (kind === 'bookmark') point.collapse(true);
    const { cfi, at } = passageOf(point, section.cfi, fraction);
    const quote = passageOf(kind === 'bookmark' ? pageAt(doc, point) : range, section.cfi, fraction);
    const words =
      kind === 'bookmark' ? { text: cut(quote.text, PAGE_WORDS).trim(), before: '', after: '' } : { ...quote };
    const { text, before, after } = words;
    const note = cut(mark.note.trim(), MARK.note);
    const notes = /[^\s\p{Cc}]/u.test(note) ? [note] : [];
    const made = mark.createdAt === undefined ? {} : { createdAt: mark.createdAt };
    found.set(mark, { id: null, kind, colour, cfi, at, text, before, after, notes, ...made });
  };
  // First each mark's own document, then the whole book: each document is read at most twice.
  for (const everywhere of [false, true])
    for (const [index, section] of epub.sections.entries()) {
      const those = given.filter(
        (m) => !found.has(m) && (everywhere ? m.kind === 'highlight' : hints.get(m) === index),
      );
      if (those.length === 0) continue;
      const doc = await section.createDocument();
      if (!doc.body) continue;
      const words = wordsIn(doc);
      for (const mark of those) {
        const said = everywhere ? null : whereItSays(epub, doc, mark);
        keep(mark, index, doc, said ?? (mark.kind === 'highlight' ? findWords(doc, words, mark.text) : null));
      }
    }
  return { marks: given.flatMap((m) => found.get(m) ?? []), lost: given.filter((m) => !found.has(m)) };
}
