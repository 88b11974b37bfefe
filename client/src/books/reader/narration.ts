/** Plays the recording that a book brings, with the element that is said in view and marked (B6). */
import { BookFault } from '../errors.ts';
import type { OpenBook } from '../epub/open.ts';
import type { Fragment } from '../epub/smil.ts';
import { begins, firstHere, reaches, type Stage } from './shown.ts';

/** Of what is said, where a book names no class for it. */
const OUR_CLASS = 'egoejo-said';
/** If the next part begins within this many seconds of where the player is, the player goes on without a jump. */
const CLOSE = 0.3;

/** One playing, from its start to its stop. */
interface Run {
  /** The recording is missing or damaged here, or there is none from here on. */
  onFailure: () => void;
  heard: boolean;
}
/** Whether what was begun is still wanted. */
type Fresh = () => boolean;

const elementOf = (doc: Document | null, { id }: Fragment): Element | null =>
  doc && (id === '' ? doc.body : doc.getElementById(id));

export class Narration {
  readonly #book: OpenBook;
  readonly #stage: Stage;
  readonly #audio: HTMLAudioElement;
  readonly #class: string;
  readonly #watchers = new Set<() => void>();
  readonly #onLeave = (): void => this.stop();
  #run: Run | null = null;
  /** Counts what was begun: what is older than the last has no effect any more. */
  #begun = 0;
  /** The recording in the player, and its address. */
  #loaded: { name: string; url: string } | null = null;
  /** The player was started for the present part. */
  #sounds = false;
  /** Pages being turned by the voice. */
  #turning = 0;
  /** The parts of the section that is said, and which of them. */
  #index = -1;
  #fragments: Fragment[] = [];
  #at = -1;
  #marked: Element | null = null;

  /** @param audio a player that may play what was taken out of the book */
  constructor(book: OpenBook, stage: Stage, audio: HTMLAudioElement) {
    this.#book = book;
    this.#stage = stage;
    this.#audio = audio;
    const named = book.epub.media?.activeClass;
    this.#class = (typeof named === 'string' && named.trim().split(/\s+/)[0]) || OUR_CLASS;
    audio.addEventListener('timeupdate', () => this.#passed());
    audio.addEventListener('ended', () => this.#sounds && this.step(1));
    audio.addEventListener('error', () => this.#run && this.#fail(this.#run));
    // The system did it: somebody calls, or another app plays.
    audio.addEventListener('pause', () => this.#sounds && audio.paused && !audio.ended && this.stop());
    addEventListener('pagehide', this.#onLeave);
  }
  static isIn = ({ epub }: OpenBook): boolean => epub.sections.some((s) => s.mediaOverlay);

  /** Styles what is said; rules of the book for it go before. */
  style(doc: Document): void {
    const style = doc.createElement('style');
    style.textContent = `:where(.${CSS.escape(this.#class)}) { background-color: rgb(227 167 47 / 35%); }`;
    doc.head?.prepend(style);
  }
  readonly playing = (): boolean => this.#run !== null;
  /** Calls when it begins or ends. @returns ends that */
  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  };

  /** Plays from the page in view; where it was stopped on that page, it goes on. */
  start(onFailure: () => void): void {
    this.stop();
    this.#set({ onFailure, heard: false });
    this.#offerKeys(onFailure);
    const goesOn = this.#index >= 0 && this.#loaded !== null && this.#inView();
    this.#begin((fresh) => (goesOn ? this.#play(this.#at, fresh, true) : this.#fromPage(fresh)));
  }
  stop(): void {
    if (!this.#run) return;
    this.#silence();
    this.#set(null);
    this.#mark(null);
  }
  /** Goes to the part after this one, or before. */
  step(by: 1 | -1): void {
    this.#begin(async (fresh) => {
      if (this.#fragments[this.#at + by]) return this.#play(this.#at + by, fresh);
      this.#silence();
      return by === 1 ? this.#section(this.#index + 1, fresh) : this.#play(0, fresh);
    });
  }
  /** Another page is shown. If the member turned to it, the voice goes on there. */
  moved(): void {
    if (this.#turning === 0 && this.#sounds && !this.#inView()) this.#begin((fresh) => this.#fromPage(fresh));
  }
  close(): void {
    this.stop();
    removeEventListener('pagehide', this.#onLeave);
    this.#audio.removeAttribute('src');
    this.#audio.load();
    if (this.#loaded) URL.revokeObjectURL(this.#loaded.url);
    this.#loaded = null;
    this.#offerKeys(null);
  }

  #set(run: Run | null): void {
    this.#run = run;
    for (const changed of this.#watchers) changed();
  }
  #fail(run: Run): void {
    this.stop();
    run.onFailure();
  }
  #silence(): void {
    this.#sounds = false;
    this.#audio.pause();
  }
  /** Keys of headphones and of the locked screen. */
  #offerKeys(onFailure: (() => void) | null): void {
    const session = this.#audio.ownerDocument.defaultView?.navigator.mediaSession;
    const keys = {
      play: () => onFailure && this.start(onFailure),
      pause: () => this.stop(),
      nexttrack: () => this.step(1),
      previoustrack: () => this.step(-1),
    } as const;
    for (const key of ['play', 'pause', 'nexttrack', 'previoustrack'] as const)
      session?.setActionHandler(key, onFailure && keys[key]);
  }
  /** Begins something in place of what was under way. Whatever goes wrong with the recording stops it alone. */
  #begin(work: (fresh: Fresh) => Promise<void>): void {
    const run = this.#run;
    if (!run) return;
    const mine = ++this.#begun;
    const fresh = (): boolean => this.#run === run && this.#begun === mine;
    work(fresh).catch((cause: unknown) => {
      if (!fresh()) return;
      this.#fail(run);
      if (!(cause instanceof BookFault)) reportError(cause);
    });
  }

  async #fromPage(fresh: Fresh): Promise<void> {
    const shown = this.#stage.shown();
    if (!shown) return this.stop();
    const fragments = await this.#fragmentsOf(shown.index);
    if (!fresh()) return;
    const first = firstHere(
      shown.page,
      fragments.map((f) => elementOf(shown.doc, f)),
    );
    if (first < 0) return this.#section(shown.index + 1, fresh);
    this.#silence();
    [this.#index, this.#fragments] = [shown.index, fragments];
    return this.#play(first, fresh);
  }
  /** Plays the first section from this one on that has something to play. */
  async #section(from: number, fresh: Fresh): Promise<void> {
    const { sections } = this.#book.epub;
    for (let index = from; index < sections.length; index++) {
      const fragments = sections[index]?.linear === 'no' ? [] : await this.#fragmentsOf(index);
      if (!fresh()) return;
      if (fragments.length === 0) continue;
      [this.#index, this.#fragments] = [index, fragments];
      return this.#play(0, fresh);
    }
    if (this.#run?.heard) this.stop();
    else throw new BookFault('unreadable');
  }
  async #fragmentsOf(index: number): Promise<Fragment[]> {
    if (index === this.#index) return this.#fragments;
    const section = this.#book.epub.sections[index];
    if (!section?.mediaOverlay) return [];
    return (await this.#book.documents.narration(section.mediaOverlay)).filter((f) => f.text === section.id);
  }

  async #play(at: number, fresh: Fresh, goesOn = false): Promise<void> {
    this.#at = at;
    const fragment = this.#fragments[at];
    if (!fragment) return;
    if (this.#loaded?.name !== fragment.audio) await this.#load(fragment.audio, fresh);
    if (!fresh()) return;
    const gap = Math.abs(this.#audio.currentTime - fragment.begin) > CLOSE;
    if (gap && !goesOn) this.#audio.currentTime = fragment.begin;
    await this.#show(fragment, fresh);
    if (!fresh()) return;
    this.#sounds = true;
    await this.#audio.play().catch(() => {
      throw new BookFault('unreadable', fragment.audio);
    });
    if (this.#run) this.#run.heard = true;
  }
  async #load(name: string, fresh: Fresh): Promise<void> {
    this.#silence();
    const blob = await this.#book.documents.recording(name);
    if (!fresh()) return;
    if (this.#loaded) URL.revokeObjectURL(this.#loaded.url);
    this.#loaded = { name, url: URL.createObjectURL(blob) };
    const audio = this.#audio;
    const ready = new Promise<void>((done) => audio.addEventListener('loadedmetadata', () => done(), { once: true }));
    audio.src = this.#loaded.url;
    await ready;
  }
  /** The recording came to the end of the part. */
  #passed(): void {
    const end = this.#fragments[this.#at]?.end ?? Infinity;
    if (this.#sounds && this.#audio.currentTime >= end) this.step(1);
  }

  /** Whether what is said is on the page. */
  #inView(): boolean {
    const fragment = this.#fragments[this.#at];
    const doc = this.#stage.docOf(this.#index);
    const shown = this.#stage.shown();
    if (!fragment || !doc || !shown) return false;
    const element = elementOf(doc, fragment);
    // The other side of a spread is in view as well; what has no place, anywhere.
    if (!element || shown.index !== this.#index) return true;
    const so = begins(shown.page, element);
    return so === 'here' || (so === 'before' && reaches(shown.page, element));
  }
  async #show(fragment: Fragment, fresh: Fresh): Promise<void> {
    if (!this.#inView()) {
      this.#turning++;
      await this.#stage.bring(this.#index, (doc) => elementOf(doc, fragment)).finally(() => this.#turning--);
      if (!fresh()) return;
    }
    this.#mark(elementOf(this.#stage.docOf(this.#index), fragment));
  }
  #mark(element: Element | null): void {
    this.#marked?.classList.remove(this.#class);
    element?.classList.add(this.#class);
    this.#marked = element;
  }
}
