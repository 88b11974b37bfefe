/**
 * Keeps the live channel, which says what scopes moved and brings the new rows of those that a page shows (S25, T4). It
 * is open while the page is visible and the eco level allows it, once an exchange has brought this device up to date.
 * Nothing depends on it.
 */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { LIVE_PATH, LIVE_PROTOCOL } from '@egoejo/shared/sync/live.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { liveQuery } from 'dexie';
import type { LiveLine } from '../env.ts';
import { readWantedScopes } from '../apply/scopes.ts';
import type { Identity } from '../identity.ts';
import { LiveTalk, type TalkOptions } from './live-talk.ts';
import { SignalStore } from './signals.ts';

/** Pokes within this time start one exchange, ms. */
const CALM_MS = 300;
/** The server closes a channel so when the member may see less than before. */
const CURTAILED = 4001;
/** The server wants no channel of this device for a while: it said what it may not say, or there are too many. */
const NOT_NOW: readonly number[] = [1008, 1009, 1013];
/**
 * The shortest and the longest wait before a channel is opened again that broke, ms. They double with each break, up to
 * those of a channel that the server refused. Channels that ended together do not return together.
 */
const BROKEN_MS = { least: 1_000, most: 5_000 };
const REFUSED_MS = { least: 60_000, most: 120_000 };
/** After a channel that lived so long, the waits begin anew, ms. */
const STEADY_MS = 60_000;

interface LiveOptions extends Pick<TalkOptions, 'env' | 'db' | 'onPoke' | 'onPage'> {
  who: Identity;
  onBytes(path: string, bytes: number): void;
}

export class Live {
  readonly signals: SignalStore;
  readonly #options: LiveOptions;
  readonly #offs: (() => void)[];
  #allowed = false;
  #upToDate = false;
  #stopped = false;
  #wanted: readonly Scope[] = [];
  /** The scopes that pages show, the latest last, and how many pages show each. */
  readonly #shown = new Map<Scope, number>();
  #unwatch: () => void = () => undefined;
  #line: LiveLine | null = null;
  /** Null until the channel is open. */
  #talk: LiveTalk | null = null;
  /** The channel before was open. */
  #wasOpen = false;
  /** Breaks in a row. */
  #breaks = 0;
  #cancelReopen: (() => void) | null = null;
  /** The server has named that wait. */
  #held = false;
  #cancelSteady: (() => void) | null = null;
  #cancelPoke: (() => void) | null = null;

  constructor(options: LiveOptions) {
    this.#options = options;
    const { env, db, who } = options;
    this.signals = new SignalStore(env.setTimer);
    const wanted = liveQuery(() => readWantedScopes(db, who)).subscribe((next) => {
      if (next.join() === this.#wanted.join()) return;
      this.#wanted = next;
      this.#talk?.tell();
      this.#apply();
    });
    const apply = (): void => this.#apply();
    this.#offs = [env.on('visible', apply), env.on('hidden', apply), () => wanted.unsubscribe()];
  }

  setEco(level: EcoLevel): void {
    this.#allowed = ECO[level].pokes;
    this.#apply();
  }
  /**
   * Call this after an exchange that brought everything. A closed channel is then opened at once, unless the server
   * asked this device to stay away for a while.
   */
  answered(): void {
    this.#upToDate = true;
    if (!this.#held) this.#forgetReopen();
    this.#apply();
  }
  /** A page shows this scope until the returned function is called: its rows shall come by the channel. */
  open(scope: Scope): () => void {
    this.#show(scope, 1);
    let closed = false;
    return () => {
      if (!closed) this.#show(scope, -1);
      closed = true;
    };
  }
  /** The member writes in this scope, which a page shows. May be called at each key. */
  signal(scope: Scope): void {
    this.#talk?.signal(scope);
  }
  stop(): void {
    this.#stopped = true;
    for (const off of this.#offs) off();
    this.#unwatch();
    this.#cancelPoke?.();
    this.#apply();
  }

  #show(scope: Scope, by: number): void {
    const pages = (this.#shown.get(scope) ?? 0) + by;
    this.#shown.delete(scope);
    if (pages > 0) this.#shown.set(scope, pages);
    this.#unwatch();
    const shown = [...this.#shown.keys()];
    const watch = liveQuery(() => this.#options.db.cursors.bulkGet(shown)).subscribe(() => this.#talk?.tell());
    this.#unwatch = () => watch.unsubscribe();
  }
  #apply(): void {
    const { env } = this.#options;
    const may = !this.#stopped && this.#allowed && this.#upToDate && this.#wanted.length > 0 && env.visible();
    if (may && !this.#line && !this.#cancelReopen) this.#connect();
    if (may) return;
    this.#line?.close();
    this.#end();
    this.#forgetReopen();
  }
  #connect(): void {
    const { env, db, onPage, onBytes } = this.#options;
    const wanted = () => ({ scopes: this.#wanted, shown: [...this.#shown.keys()] });
    const onPoke = (): void => this.#poke();
    this.#line =
      env.openLive?.(LIVE_PATH, LIVE_PROTOCOL, {
        opened: () => {
          this.#cancelSteady = env.setTimer(() => {
            this.#breaks = 0;
          }, STEADY_MS);
          if (this.#line)
            this.#talk = new LiveTalk({ env, db, signals: this.signals, wanted, onPoke, onPage }, this.#line);
        },
        message: (text) => {
          onBytes(LIVE_PATH, text.length);
          this.#talk?.hear(text);
        },
        closed: (code) => this.#closed(code),
      }) ?? null;
  }
  #closed(code: number): void {
    this.#held = NOT_NOW.includes(code);
    const refused = this.#talk === null || code === CURTAILED || this.#held;
    // A browser does not tell a refusal from a lost connection. An exchange does: if it gets no answer, the device
    // notices when the server is back; if it gets one, the channel is tried once more.
    const lost = this.#talk === null && this.#wasOpen;
    this.#wasOpen = this.#talk !== null;
    this.#end();
    if (code === CURTAILED || lost) this.#poke();
    const grown = 2 ** Math.min(this.#breaks, 10);
    const least = refused ? REFUSED_MS.least : Math.min(REFUSED_MS.least, BROKEN_MS.least * grown);
    const most = refused ? REFUSED_MS.most : Math.min(REFUSED_MS.most, BROKEN_MS.most * grown);
    this.#breaks += 1;
    this.#cancelReopen = this.#options.env.setTimer(
      () => {
        this.#cancelReopen = null;
        this.#apply();
      },
      least + this.#options.env.random() * (most - least),
    );
  }
  /** The channel is gone. */
  #end(): void {
    this.#cancelSteady?.();
    this.#cancelSteady = null;
    this.#talk?.end();
    this.#talk = null;
    this.#line = null;
  }
  #forgetReopen(): void {
    this.#cancelReopen?.();
    this.#cancelReopen = null;
  }
  #poke(): void {
    this.#cancelPoke ??= this.#options.env.setTimer(() => {
      this.#cancelPoke = null;
      this.#options.onPoke();
    }, CALM_MS);
  }
}
