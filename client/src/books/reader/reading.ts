/** A book that is open on the screen: turns pages, tells places, finds words. No React here. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import { Overlayer } from 'foliate-js/overlayer.js';
import { fromRange, joinIndir } from 'foliate-js/epubcfi.js';
import type { Target } from 'foliate-js/epub.js';
import type { Relocated, Renderer } from 'foliate-js/paginator.js';
import { SectionProgress, TOCProgress } from 'foliate-js/progress.js';
import type { BookMark } from '@egoejo/shared/books/model.ts';
import { bookPlayer } from '../epub/frame.ts';
import type { OpenBook } from '../epub/open.ts';
import type { Look } from '../kept.ts';
import { Aloud } from './aloud.ts';
import { listen, tap, whenSelected, type Gestures } from './gestures.ts';
import { beginningOf, cfiOf, Highlights, rangeIn, targetOf } from './highlights.ts';
import { bookStyle, type Colours } from './look.ts';
import { Narration } from './narration.ts';
import type { Place } from './place.ts';
import { passageOf, type Passage } from './passage.ts';
import type { Shown, Stage } from './shown.ts';

export interface Heard extends Omit<Gestures, 'turn'> {
  onPlace: (place: Place) => void;
  /** A link inside the book. Returns true when it was dealt with, so that the reader stays where it is. */
  onLink: (a: Element, target: Target) => boolean;
  /** A link out of the book. */
  onOutside: (address: string) => void;
  /** Words were selected, or are no longer. */
  onSelect: (passage: Passage | null) => void;
  /** A tap on a mark. */
  onMark: (id: string) => void;
}

/** The colours of passages that are marked only for a while. */
const PASSING = { found: '#e3a72f', said: '#3d86d6' } as const;
/** Characters of a page that a bookmark shows. */
const PAGE_WORDS = 120;
/** Below this width, px, one column is enough, for vertical writing too. */
const NARROW = 700;
/** Room around the text, percent of the width, by the choice of margins. */
const GAPS = [4, 7, 12] as const;

/**
 * Whether this is one of the two empty pages around a chapter, over which the reader passes into the next chapter.
 * It is no place: its range is the whole chapter. A device that stopped there would open the book where that begins.
 */
function isBlank({ range, fraction, size = 0 }: Relocated): boolean {
  const outside = size > 0 && (fraction < 0 || fraction > 1 - size / 2);
  return outside && range?.startContainer === range?.startContainer.ownerDocument?.body;
}

export class Reading implements Stage {
  readonly book: OpenBook;
  readonly #renderer: Renderer;
  readonly #heard: Heard;
  readonly #toc = new TOCProgress();
  readonly #pages = new TOCProgress();
  readonly #progress: SectionProgress;
  /** The layers with the passages that are marked only for a while: what was found, and what is being said. */
  readonly #marked = new Map<keyof typeof PASSING, Overlayer>();
  /** The section of each document that was shown. */
  readonly #indexes = new WeakMap<Document, number>();
  #closed = false;
  #turns: Promise<void> = Promise.resolve();
  #range: Range | null = null;
  #place: Place | null = null;
  #style = '';
  readonly highlights: Highlights;
  /** Reads the text from the page in view by a voice of the device. */
  readonly aloud: Aloud;
  /** The recording that the book brings; null: it brings none. */
  readonly narration: Narration | null;
  private constructor(book: OpenBook, renderer: Renderer, heard: Heard, player: HTMLAudioElement | null) {
    this.book = book;
    this.#renderer = renderer;
    this.#heard = heard;
    this.highlights = new Highlights(book.epub, () => renderer.getContents()[0]);
    this.#progress = new SectionProgress(book.epub.sections, 1500, 1600);
    this.aloud = new Aloud(book, this, (sentence) => this.#markFor('said', sentence));
    this.narration = player && new Narration(book, this, player);
  }

  /** Opens `book` inside `host`. `name`: what a screen reader calls the text. */
  static async open(book: OpenBook, host: HTMLElement, name: string, heard: Heard): Promise<Reading> {
    if (book.fixed) await import('foliate-js/fixed-layout.js');
    else await import('foliate-js/paginator.js');
    const renderer = document.createElement(book.fixed ? 'foliate-fxl' : 'foliate-paginator') as Renderer;
    renderer.setAttribute('frame-title', name);
    const reading = new Reading(book, renderer, heard, Narration.isIn(book) ? await bookPlayer() : null);
    await reading.#prepare();
    host.append(renderer);
    return reading;
  }
  async #prepare(): Promise<void> {
    const { epub } = this.book;
    const ids = epub.sections.map((s) => s.id);
    const of = {
      ids,
      splitHref: (href: string | null) => {
        const cfi = cfiOf(href ?? '');
        const section = cfi === null ? null : epub.sections[targetOf(epub, cfi)?.index ?? -1];
        return cfi !== null && section ? [section.id, cfi] : epub.splitTOCHref(href);
      },
      getFragment: (doc: Document, id: string) => beginningOf(epub, doc, id),
    };
    await this.#toc.init({ toc: epub.toc ?? [], ...of });
    await this.#pages.init({ toc: epub.pageList ?? [], ...of });
    const renderer = this.#renderer;
    renderer.addEventListener('load', (e) => this.#loaded((e as CustomEvent<{ doc: Document; index: number }>).detail));
    renderer.addEventListener('relocate', (e) => this.#moved((e as CustomEvent<Relocated>).detail));
    renderer.addEventListener('create-overlayer', (e) => {
      type Made = { doc: Document; index: number; attach: (o: Overlayer) => void };
      const { doc, index, attach } = (e as CustomEvent<Made>).detail;
      const overlayer = new Overlayer(doc);
      attach(overlayer);
      this.highlights.draw(doc, index, overlayer);
    });
    // The room around the text is outside its frame.
    renderer.addEventListener('click', ({ clientX }) =>
      tap(clientX, { turn: (side) => void this.turnTo(side), onMiddle: this.#heard.onMiddle }),
    );
    renderer.open(epub);
  }

  /** Shows the text in this way. */
  show(look: Look, colours: Colours, root: number): void {
    const renderer = this.#renderer;
    const gap = GAPS[look.margins - 1] ?? GAPS[1];
    const attributes = {
      gap: `${gap}%`,
      margin: '16px',
      'max-inline-size': `${Math.round(34 * root * (look.size / 100))}px`,
      'max-block-size': '1440px',
      'max-column-count': innerWidth < NARROW ? '1' : '2',
      flow: look.flow === 'scroll' ? 'scrolled' : 'paginated',
    };
    this.#style = bookStyle(look, colours, root);
    if (this.book.fixed) return;
    for (const [name, value] of Object.entries(attributes))
      if (renderer.getAttribute(name) !== value) renderer.setAttribute(name, value);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches || document.documentElement.dataset.motion;
    renderer.toggleAttribute('animated', !calm);
    renderer.setStyles?.(this.#style);
  }

  /** Goes to a place (CFI), an address in the book, or the n-th section; to the beginning where there is no such. */
  async go(to: string | number | null): Promise<void> {
    const target = this.#resolve(to);
    await this.#renderer.goTo(target ?? { index: this.#firstText() });
  }
  /** Goes to a part of the whole book, 0 to 1. */
  goTo(fraction: number): Promise<void> {
    const [index, anchor] = this.#progress.getSection(fraction);
    return this.#renderer.goTo({ index, anchor: () => anchor });
  }
  #firstText(): number {
    return Math.max(
      0,
      this.book.epub.sections.findIndex((s) => s.linear !== 'no'),
    );
  }
  #resolve(to: string | number | null): Target | null {
    if (to === null) return null;
    if (typeof to === 'number') return { index: to };
    try {
      const cfi = cfiOf(to);
      if (cfi !== null) return targetOf(this.book.epub, cfi);
      const target = this.book.epub.resolveHref(to);
      return target && this.book.epub.sections[target.index] ? target : null;
    } catch {
      // A damaged address.
      return null;
    }
  }

  /** Goes to where a link leads. */
  follow(target: Target): Promise<void> {
    return this.#renderer.goTo(target);
  }
  /** Turns one page. Turns that come faster than pages are drawn wait for each other, and none is lost. */
  turn(step: 1 | -1): Promise<void> {
    return this.#afterTurns(() => (step === 1 ? this.#renderer.next() : this.#renderer.prev()));
  }
  #afterTurns(turn: () => Promise<void>): Promise<void> {
    const turned = this.#turns.then(() => (this.#closed ? undefined : turn()));
    // A page that failed to come must not hold those after it; whoever turned it hears of it.
    this.#turns = turned.catch(() => undefined);
    return turned;
  }
  /** Turns to the page that lies in that direction on the screen. */
  turnTo(side: 'left' | 'right'): Promise<void> {
    return this.turn((side === 'right') === (this.book.epub.dir !== 'rtl') ? 1 : -1);
  }

  #loaded({ doc, index }: { doc: Document; index: number }): void {
    this.#indexes.set(doc, index);
    this.narration?.style(doc);
    doc.addEventListener('click', (e) => this.#clicked(e, index));
    if (!this.book.fixed) whenSelected(doc, (range) => this.#heard.onSelect(range && this.#passage(range, index)));
    listen(doc, { ...this.#heard, turn: (side) => void this.turnTo(side), swipes: this.book.fixed });
    // Set before the first layout, so that a chapter is laid out once.
    if (!this.book.fixed) this.#renderer.setStyles?.(this.#style);
  }
  #clicked(event: MouseEvent, index: number): void {
    const at = event.target;
    const doc = at !== null && 'ownerDocument' in at ? (at as Element).ownerDocument : null;
    const mark = doc?.getSelection()?.isCollapsed === false ? null : this.highlights.at(event.clientX, event.clientY);
    const a = at !== null && 'closest' in at ? (at as Element).closest('a') : null;
    const written = a?.getAttribute('href') ?? a?.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
    if (!a && mark !== null) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#heard.onMark(mark);
    }
    if (!a || written === null || written === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (/^[a-z][a-z0-9+.-]*:/i.test(written)) {
      this.#heard.onOutside(written);
      return;
    }
    const href = this.book.epub.sections[index]?.resolveHref(written) ?? written;
    const target = this.#resolve(href);
    if (target && !this.#heard.onLink(a, target)) void this.follow(target);
  }

  #moved(to: Relocated): void {
    if (this.#closed || isBlank(to)) return;
    const { range, index, fraction, size = 0 } = to;
    const section = this.book.epub.sections[index];
    if (!section) return;
    this.#range = range;
    const whole = this.#progress.getProgress(index, fraction, size);
    const chapter = this.#toc.getProgress(index, range);
    const bytes = this.#progress.sizes[index] ?? 0;
    const part = (n: number): number => Math.max(0, Math.min(1, Number.isFinite(n) ? n : 0));
    const sections = this.book.epub.sections.length;
    this.#place = {
      cfi: range ? joinIndir(section.cfi, fromRange(range)) : section.cfi,
      fraction: this.book.fixed ? (index + 1) / sections : part(whole.fraction),
      from: this.book.fixed ? index / sections : part(whole.fraction - (size * bytes) / this.#progress.sizeTotal),
      chapter: chapter?.label ?? null,
      chapterId: chapter?.id ?? null,
      printed: this.#pages.getProgress(index, range)?.label ?? null,
      pagesLeft: !this.book.fixed && size > 0 ? Math.max(0, Math.round((1 - fraction) / size) - 1) : null,
      left: this.book.fixed ? 0 : Math.max(0, (1 - whole.fraction) * this.#progress.sizeTotal),
      here: size * bytes,
      section: index,
    };
    this.#heard.onPlace(this.#place);
    this.narration?.moved();
  }

  shown(): Shown | null {
    const index = this.#place?.section;
    const doc = index === undefined || this.#closed ? null : this.docOf(index);
    return index === undefined || !doc ? null : { index, doc, page: this.#range };
  }
  docOf(index: number): Document | null {
    return this.#renderer.getContents().find(({ doc }) => this.#indexes.get(doc) === index)?.doc ?? null;
  }
  bring(index: number, anchor?: (doc: Document) => Element | Range | null): Promise<void> {
    const target = anchor ? { index, anchor } : { index };
    return this.#afterTurns(() => this.#renderer.goTo(target));
  }

  #passage(range: Range, index: number): Passage | null {
    const section = this.book.epub.sections[index];
    return section ? passageOf(range, section.cfi, this.#place?.fraction ?? 0) : null;
  }
  /** The beginning of the page that is shown, as a passage. */
  pageStart(): Passage | null {
    const range = this.#range?.cloneRange();
    const passage = range && this.#passage(range, this.#place?.section ?? 0);
    if (!range || !passage) return null;
    range.collapse(true);
    const at = this.#passage(range, this.#place?.section ?? 0);
    return {
      ...passage,
      cfi: at?.cfi ?? passage.cfi,
      text: cut(passage.text, PAGE_WORDS).trim(),
      before: '',
      after: '',
    };
  }
  /** Those of `marks` that are bookmarks on the page at `place`, while that is the one that is shown. */
  bookmarksHere(marks: readonly BookMark[], place: Place | null): BookMark[] {
    return place !== this.#place ? [] : this.highlights.onPage(this.#range, marks);
  }
  /** Unselects what is selected. */
  unselect(): void {
    this.#renderer.getContents()[0]?.doc.getSelection()?.removeAllRanges();
  }
  /** Goes to a mark: to its place, or to where its words are now. False: they are nowhere in this book. */
  async goToMark(mark: BookMark): Promise<boolean> {
    const { sections } = this.book.epub;
    const target = targetOf(this.book.epub, mark.cfi);
    const first = target ? [target.index] : [];
    for (const index of [...first, ...sections.keys()]) {
      const doc = await sections[index]?.createDocument();
      if (!doc?.body || this.#closed) continue;
      if (!rangeIn(doc, index === target?.index ? target : { index }, mark)) continue;
      await this.#renderer.goTo({ index, anchor: (d) => rangeIn(d, target ?? { index }, mark) });
      return true;
    }
    return false;
  }

  /** Goes to a place that was found, and marks it. */
  async showFound(cfi: string): Promise<void> {
    this.#markFor('found', null);
    const target = this.#resolve(cfi);
    if (!target) return;
    await this.#renderer.goTo(target);
    const doc = this.docOf(target.index);
    const range = doc && target.anchor?.(doc);
    // It is of another window, so that no class of this one knows it.
    if (typeof range === 'object' && range !== null && 'startContainer' in range) this.#markFor('found', range);
  }
  /** Marks a passage of the shown text in place of the one before. */
  #markFor(why: keyof typeof PASSING, range: Range | null): void {
    this.#marked.get(why)?.remove(why);
    const { overlayer } = this.#renderer.getContents()[0] ?? {};
    if (!overlayer || !range) return;
    overlayer.add(why, range, Overlayer.highlight, { color: PASSING[why] });
    this.#marked.set(why, overlayer);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.narration?.close();
    this.#renderer.destroy();
    this.#renderer.remove();
    this.book.close();
  }
}
