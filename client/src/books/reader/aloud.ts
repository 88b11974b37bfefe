/** The text of a book for a voice of the device: sentence by sentence to the book's end, its page always in view (B6). */
import { sentencesOf } from '../../ui/text/sentences.ts';
import type { OpenBook } from '../epub/open.ts';
import { flatten, rangeOf } from '../marks/quote.ts';
import { begins, firstHere, type Stage } from './shown.ts';

/** The elements whose text is read aloud, in the order of the document. */
const SPOKEN = 'p, h1, h2, h3, h4, h5, h6, li, blockquote, dd, dt, figcaption, td, th, pre';

interface Sentence {
  text: string;
  range: Range;
}
/** The sentences of one element, with where they are. */
export function sentencesIn(element: Element): Sentence[] {
  const flat = flatten(element);
  let from = 0;
  return sentencesOf(flat.text).flatMap((text) => {
    const at = flat.text.indexOf(text, from);
    // A broken character was mended for the voice.
    const start = at < 0 ? from : at;
    from = Math.min(start + text.length, flat.text.length);
    const range = rangeOf(flat, start, from);
    return range ? [{ text, range }] : [];
  });
}
const sentencesOfDocument = (doc: Document): Sentence[] =>
  [...doc.querySelectorAll(SPOKEN)]
    .filter((e) => !e.querySelector(SPOKEN) && e.checkVisibility())
    .flatMap((e) => sentencesIn(e));

export class Aloud {
  readonly #book: OpenBook;
  readonly #stage: Stage;
  readonly #mark: (sentence: Range | null) => void;
  #doc: Document | null = null;
  #sentences: Sentence[] = [];
  /** The sentence that is being said. */
  #at = -1;
  /** The page that was in view when the voice began this sentence. */
  #page: Range | null = null;
  /** @param mark shows which sentence is being said */
  constructor(book: OpenBook, stage: Stage, mark: (sentence: Range | null) => void) {
    this.#book = book;
    this.#stage = stage;
    this.#mark = mark;
  }

  /**
   * The next sentence; null after the last one. It is that of the page in view: where the member turned to another one,
   * the voice goes on there. `again`: the voice was silent, and repeats the sentence in which it was stopped.
   */
  next(again: boolean): string[] | null | Promise<string[] | null> {
    const shown = this.#stage.shown();
    if (!shown) return null;
    const said = this.#sentences[this.#at];
    const moved =
      shown.doc !== this.#doc || (said && shown.page !== this.#page && begins(shown.page, said.range) !== 'here');
    if (moved) {
      this.#take(shown.doc);
      const first = firstHere(
        shown.page,
        this.#sentences.map((s) => s.range),
      );
      this.#at = first < 0 ? this.#sentences.length : first;
    } else if (!again || !said) this.#at++;
    const next = this.#sentences[this.#at];
    if (!next) return this.#nextSection(shown.index + 1);
    return begins(shown.page, next.range) === 'after' ? this.#turnTo(next, shown.index) : this.#say(next);
  }
  /** Nothing is being said. */
  rest(): void {
    this.#mark(null);
  }

  #take(doc: Document): void {
    this.#doc = doc;
    this.#sentences = sentencesOfDocument(doc);
  }
  async #turnTo(next: Sentence, index: number): Promise<string[]> {
    await this.#stage.bring(index, () => next.range);
    return this.#say(next);
  }
  #say({ text, range }: Sentence): string[] {
    this.#page = this.#stage.shown()?.page ?? null;
    this.#mark(range);
    return [text];
  }
  async #nextSection(from: number): Promise<string[] | null> {
    const { sections } = this.#book.epub;
    for (let index = from; index < sections.length; index++) {
      if (sections[index]?.linear === 'no') continue;
      await this.#stage.bring(index);
      const shown = this.#stage.shown();
      if (!shown || shown.index !== index) return null;
      this.#take(shown.doc);
      const [first] = this.#sentences;
      this.#at = 0;
      if (first) return this.#say(first);
    }
    return null;
  }
}
