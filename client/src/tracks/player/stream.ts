/**
 * Feeds an audio element with tracks, one right after the other: what an encoder adds before and after the sound is cut
 * off, so that nothing is heard between two tracks of an album (L4).
 */
import type { SoundQuality } from '@egoejo/shared/tracks/model.ts';
import { DownloadFault } from '../../downloads/model.ts';
import { wholeLastFrame } from './mp4.ts';
import { mediaSource, mimeOf } from './media-source.ts';
import { bestQuality } from './quality.ts';
import { leadIn, lengthOf, pieceAt, type SoundList } from './timeline.ts';

/** Why a stream ended: its address no longer works, there is no network, or the browser cannot play it. */
export type StreamFault = 'refused' | 'network' | 'damaged';

/** A track that can be heard, from this device or from the server. */
export interface Sound {
  /** The qualities in which it is there and this browser plays it. */
  qualities: readonly SoundQuality[];
  /** @throws DownloadFault */
  list(quality: SoundQuality, signal: AbortSignal): Promise<SoundList>;
  /** The n-th piece of a list; the caller may change it. @throws DownloadFault */
  piece(list: SoundList, n: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}
export interface Streamed {
  sound: Sound;
  /** The place where it begins, seconds. */
  at: number;
  /** The most kbit/s. */
  most: 128 | 64 | 32;
  /** The track that follows the `n`-th; asked for shortly before that one ends. Null: none. */
  following: (n: number) => Promise<Sound | null>;
  /** The place that is heard, in the `n`-th track since the stream began. */
  onPlace: (n: number, place: number) => void;
  onFault: (fault: StreamFault) => void;
}
export interface Stream {
  /** To another place of the track that is heard. */
  goTo(place: number): void;
  end(): void;
}
/** A track of the stream, where it begins in the time of the element, and how long it is. */
interface Part {
  sound: Sound;
  list: SoundList;
  from: number;
  seconds: number;
}

/** Seconds of sound that are fetched before they are heard, and kept after. */
const AHEAD = 60;
const BEHIND = 60;
/** The next track is fetched this long before the end, seconds. */
const NEXT = 20;
/** With less than this left, the sound is about to stop, seconds. */
const DRY = 0.5;
/** Longest wait before a failed request is repeated, ms. */
const PATIENCE_MS = 8000;

/** Resolves at the first of some events. @throws the signal's reason */
function first(of: EventTarget, names: readonly string[], signal: AbortSignal, ms?: number): Promise<void> {
  return new Promise((done, failed) => {
    const over = new AbortController();
    const end = (run: () => void) => () => {
      clearTimeout(timer);
      over.abort();
      run();
    };
    const timer = ms === undefined ? 0 : window.setTimeout(end(done), ms);
    for (const name of names) of.addEventListener(name, end(done), { signal: over.signal });
    signal.addEventListener(
      'abort',
      end(() => failed(signal.reason as Error)),
      { signal: over.signal },
    );
    if (signal.aborted) end(() => failed(signal.reason as Error))();
  });
}

const faultOf = (cause: unknown): StreamFault =>
  !(cause instanceof DownloadFault)
    ? 'damaged'
    : cause.code === 'gone'
      ? 'refused'
      : cause.code === 'unreachable'
        ? 'network'
        : 'damaged';

/** The buffer of the element, which does one thing at a time. */
class Buffer {
  #buffer: SourceBuffer | null = null;
  #mime = '';
  /** The piece that opened what is in the buffer. */
  opened = '';
  readonly #source: MediaSource;
  readonly #signal: AbortSignal;
  constructor(source: MediaSource, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
  }
  /** Makes it take another codec. */
  turnTo(mime: string): void {
    if (!this.#buffer) this.#buffer = this.#source.addSourceBuffer(mime);
    else if (mime !== this.#mime) {
      this.#buffer.changeType(mime);
      this.opened = '';
    }
    this.#mime = mime;
  }
  /** @throws if the browser cannot read it */
  async #done(): Promise<void> {
    if (!this.#buffer) return;
    let broken = false;
    const over = new AbortController();
    this.#buffer.addEventListener('error', () => (broken = true), { signal: over.signal });
    await first(this.#buffer, ['updateend'], this.#signal);
    over.abort();
    if (broken) throw new Error('not readable');
  }
  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#buffer?.appendBuffer(bytes);
    await this.#done();
  }
  /** What follows is moved by `offset`, and cut off outside of `from` and `to`, seconds. */
  place(offset: number, from: number, to: number): void {
    if (!this.#buffer) return;
    this.#buffer.timestampOffset = offset;
    this.#buffer.appendWindowStart = 0;
    this.#buffer.appendWindowEnd = to;
    this.#buffer.appendWindowStart = from;
  }
  async remove(from: number, to: number): Promise<void> {
    if (!this.#buffer || to <= from || this.#buffer.buffered.length === 0) return;
    this.#buffer.remove(from, to);
    await this.#done();
  }
  endOfStream(): void {
    if (this.#source.readyState === 'open') this.#source.endOfStream();
  }
}

/** Begins to fetch; the element can be played once it has metadata. */
export function stream(audio: HTMLAudioElement, streamed: Streamed): Stream {
  const stop = new AbortController();
  const Source = mediaSource() ?? MediaSource;
  const source = new Source();
  const feed = new Feed(audio, source, streamed, stop.signal);
  const { signal } = stop;
  audio.addEventListener('timeupdate', () => feed.tellPlace(), { signal });
  audio.addEventListener('seeking', () => feed.moved(), { signal });
  const end = (fault: StreamFault): void => {
    if (!signal.aborted) streamed.onFault(fault);
  };
  audio.addEventListener('error', () => end('damaged'), { signal });
  // Of ManagedMediaSource: another device could not play it.
  audio.disableRemotePlayback = true;
  const address = URL.createObjectURL(source);
  audio.src = address;
  feed.run().catch((cause: unknown) => end(faultOf(cause)));
  return {
    goTo: (place) => feed.goTo(place),
    end() {
      stop.abort();
      URL.revokeObjectURL(address);
      audio.removeAttribute('src');
      audio.load();
    },
  };
}

/** Kbit/s of the latest pieces, of this track and those before; null: not measured. */
let link: number | null = null;
function measured(bytes: number, ms: number): void {
  const speed = (bytes * 8) / Math.max(1, ms);
  link = link === null ? speed : (link + speed) / 2;
}

const unlessDownload = (cause: unknown): null => {
  if (cause instanceof DownloadFault) return null;
  throw cause;
};

class Feed {
  readonly #audio: HTMLAudioElement;
  readonly #source: MediaSource;
  readonly #streamed: Streamed;
  readonly #signal: AbortSignal;
  readonly #buffer: Buffer;
  #parts: Part[] = [];
  /** Up to here the sound is in the buffer, in the time of the element. */
  #filled = 0;
  /** What is in the buffer lies elsewhere. */
  #astray = false;
  constructor(audio: HTMLAudioElement, source: MediaSource, streamed: Streamed, signal: AbortSignal) {
    this.#audio = audio;
    this.#source = source;
    this.#streamed = streamed;
    this.#signal = signal;
    this.#buffer = new Buffer(source, signal);
  }

  #heard(): number {
    const at = this.#parts.findLastIndex((part) => part.from <= this.#audio.currentTime);
    return Math.max(0, at);
  }
  tellPlace(): void {
    const n = this.#heard();
    const part = this.#parts[n];
    if (part) this.#streamed.onPlace(n, Math.max(0, this.#audio.currentTime - part.from));
  }
  goTo(place: number): void {
    const part = this.#parts[this.#heard()];
    if (part) this.#audio.currentTime = part.from + Math.min(place, part.seconds);
  }
  /** How much sound is in the buffer after the place that is heard, seconds. */
  #left(): number {
    const { buffered, currentTime } = this.#audio;
    for (let i = 0; i < buffered.length; i++)
      if (buffered.start(i) <= currentTime && currentTime < buffered.end(i)) return buffered.end(i) - currentTime;
    return 0;
  }
  /** The element was moved: what is not in the buffer is fetched from there. */
  moved(): void {
    const { currentTime } = this.#audio;
    if (this.#left() > 0 || Math.abs(currentTime - this.#filled) < DRY) return;
    this.#parts.length = this.#heard() + 1;
    this.#filled = currentTime;
    this.#astray = true;
  }

  #quality(sound: Sound, now: SoundQuality | null): SoundQuality {
    return bestQuality(sound.qualities, this.#streamed.most, link, now);
  }
  async #partOf(sound: Sound, from: number): Promise<Part> {
    const list = await this.#patiently(() => sound.list(this.#quality(sound, null), this.#signal));
    return { sound, list, from, seconds: lengthOf(list) };
  }

  /** Repeats what fails for want of a network, as long as there is something left to hear. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let failures = 0; ; failures++) {
      try {
        return await ask();
      } catch (cause) {
        this.#signal.throwIfAborted();
        const left = this.#left();
        if (faultOf(cause) !== 'network' || left < DRY) throw cause;
        await first(window, ['online'], this.#signal, Math.min(PATIENCE_MS, 1000 * 2 ** failures, left * 500));
      }
    }
  }

  /** Fetches ahead of what is heard until the signal ends it. @throws DownloadFault, or what the browser cannot read */
  async run(): Promise<void> {
    if (this.#source.readyState !== 'open') await first(this.#source, ['sourceopen'], this.#signal);
    const { sound, at } = this.#streamed;
    this.#parts.push(await this.#partOf(sound, 0));
    this.#filled = at;
    for (let begun = false; ;) {
      const part = this.#parts.at(-1);
      if (!part) return;
      const piece = pieceAt(part.list, this.#filled - part.from);
      if (!piece) await this.#goOn(part);
      else if (this.#filled - this.#audio.currentTime > AHEAD && begun) await this.#wait();
      else {
        await this.#fill(part, this.#filled);
        if (!begun && at > 0) this.#audio.currentTime = at;
        begun = true;
      }
    }
  }
  #wait = (): Promise<void> => first(this.#audio, ['timeupdate', 'seeking'], this.#signal);

  /** What comes after the last track of the stream. */
  async #goOn(last: Part): Promise<void> {
    const end = last.from + last.seconds;
    if (end - this.#audio.currentTime > NEXT) return this.#wait();
    const filled = this.#filled;
    const next = await this.#streamed.following(this.#parts.length - 1).catch(() => null);
    // A track that cannot be fetched is begun, and fails, once this one has ended.
    const part = next && (await this.#partOf(next, end).catch(unlessDownload));
    if (this.#filled !== filled) return;
    if (part) {
      this.#parts.push(part);
      return;
    }
    this.#buffer.endOfStream();
    await first(this.#audio, ['seeking'], this.#signal);
  }

  /** Fetches the piece at a place and puts it into the buffer, unless the element was moved meanwhile. */
  async #fill(part: Part, place: number): Promise<void> {
    const { sound } = part;
    const quality = this.#quality(sound, part.list.quality);
    // A link that became slower or faster: from the next piece on.
    if (quality !== part.list.quality) {
      const other = await sound.list(quality, this.#signal).catch(() => null);
      if (other) part.list = other;
    }
    const { list } = part;
    const piece = pieceAt(list, place - part.from);
    if (!piece) return;
    const [opening = ''] = list.pieces;
    this.#buffer.turnTo(mimeOf(list.quality));
    const open =
      this.#buffer.opened === opening ? null : await this.#patiently(() => sound.piece(list, 0, this.#signal));
    const began = performance.now();
    const bytes = await this.#patiently(() => sound.piece(list, piece.n, this.#signal));
    // What can be had in one quality alone lies on this device.
    if (sound.qualities.length > 1) measured(bytes.length, performance.now() - began);
    if (this.#filled !== place) return;
    if (this.#astray) await this.#buffer.remove(0, Infinity);
    this.#astray = false;
    const last = piece.n === list.seconds.length;
    if (last) wholeLastFrame(bytes);
    // What lies before the first piece is no sound. The others begin where the one before ends, or earlier, if that one
    // was of another quality.
    const from = piece.n === 1 ? part.from : Math.max(part.from, part.from + piece.from - 0.001);
    this.#buffer.place(part.from - leadIn(list.quality), from, part.from + part.seconds);
    if (open) await this.#buffer.append(open);
    this.#buffer.opened = opening;
    await this.#buffer.append(bytes);
    if (this.#filled === place) this.#filled = last ? part.from + part.seconds : part.from + piece.to;
    await this.#buffer.remove(0, this.#audio.currentTime - BEHIND);
  }
}
