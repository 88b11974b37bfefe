/**
 * One seeded scheduler for everything: device storage, timers, network, database statements. It runs an event, waits
 * until everything that the event triggered has finished, and chooses the next. Nothing runs concurrently, so a seed
 * determines one history.
 */
import { NativeWork } from './native-work.ts';
import type { Rng } from './rng.ts';
import { Trace } from './trace.ts';
import { macrotask, type World } from './virtual.ts';
import { push, pop, type Timed } from './timer-heap.ts';
import { Violation } from './violation.ts';

/** Probability that a later event runs before storage work that is ready. */
const OVERTAKE = 0.02;

/**
 * Only events due within this time overtake storage work, in ms, so that storage is delayed for less than any timeout
 * on it.
 */
const SLOW_STORAGE = 2000;
/** Event-loop turns after which nothing more is expected to happen without a new event. */
const TURNS = 50;
/** A seed takes some 35,000 steps, a large one some 150,000: a history that is longer than this never comes to rest. */
const MOST_STEPS = 2_000_000;

export class Scheduler implements World {
  readonly rng: Rng;
  steps = 0;
  violation: Violation | null = null;
  /** Tells whether all pending database statements wait for a lock; called when nothing else can run. */
  blocked: ((pending: number) => Promise<boolean>) | null = null;
  /** Duration of the timers of the drivers' own connection pools, which are not simulated. */
  ignoredTimer = -1;
  #now: number;
  #order = 0;
  #least = 0;
  #heap: Timed[] = [];
  #immediates: { run: (() => void) | null }[] = [];
  readonly #natives = new NativeWork();
  readonly #trace: Trace;
  readonly #chance: Rng;
  readonly #bytes: Rng;
  readonly #delays: Rng;

  constructor(rng: Rng, start: number, keepTrace: boolean) {
    this.rng = rng;
    this.#now = start;
    this.#chance = rng.fork('overtake');
    this.#bytes = rng.fork('bytes');
    this.#delays = rng.fork('delays');
    this.#trace = new Trace(keepTrace);
  }

  now(): number {
    return Math.floor(this.#now);
  }
  fillRandom(bytes: Uint8Array): void {
    bytes.set(this.#bytes.bytes(bytes.length));
  }
  immediate(run: () => void): () => void {
    const entry: { run: (() => void) | null } = { run };
    this.#immediates.push(entry);
    return () => {
      entry.run = null;
    };
  }
  /** Limits repeated timers to one run every `ms` until the returned function is called. */
  stretch(ms: number): () => void {
    this.#least = ms;
    return () => {
      this.#least = 0;
    };
  }
  timer(run: () => void, given: number, repeat: boolean): () => void {
    if (given === this.ignoredTimer) return () => undefined;
    const ms = repeat ? Math.max(given, this.#least) : given;
    let cancel = (): void => undefined;
    const arm = (): void => {
      cancel = this.after(ms, () => {
        if (repeat) arm();
        run();
      });
    };
    arm();
    return () => cancel();
  }
  /** Runs `run` once after `ms`; the returned function cancels it. */
  after(ms: number, run: () => void): () => void {
    const entry: Timed = { at: this.#now + Math.max(0, ms), order: ++this.#order, run };
    push(this.#heap, entry);
    return () => {
      entry.run = null;
    };
  }
  /** Resolves after a seeded delay of less than `most` ms. */
  pause(most: number): Promise<void> {
    return new Promise((done) => this.after(this.#delays.next() * most, done));
  }
  /** Runs work on an external database; see NativeWork. */
  native<T>(work: () => Promise<T>): Promise<T> {
    return this.#natives.run(work);
  }

  /** Records one step of the history, with names and figures that are the same in every run of the seed. */
  note(text: string): void {
    this.#trace.add(`${Math.round(this.#now)} ${text}`);
  }
  /** Ends the run of this seed with a violation. */
  fail(invariant: string, detail: string): void {
    if (this.violation) return;
    this.note(`VIOLATION ${invariant}`);
    this.violation = new Violation(invariant, detail);
  }
  tail(): string[] {
    return this.#trace.tail();
  }
  trace(): string[] {
    return this.#trace.all();
  }
  digest(): string {
    return this.#trace.digest();
  }

  /** Runs events until `done`, or until `ms` have passed. Throws a violation. @returns whether `done` was reached. */
  async run(done: () => boolean, ms = Infinity): Promise<boolean> {
    const end = this.#now + ms;
    while (this.steps < MOST_STEPS) {
      // Settle before the first event, too: work that the caller has just started must be registered before time
      // advances.
      await this.#comeToRest();
      if (this.violation) throw this.violation;
      if (done()) return true;
      if (!this.#step(end) && !(await this.#wakes(end))) {
        if (end !== Infinity) this.#now = end;
        return false;
      }
    }
    this.fail('a history ends', `not ended after ${MOST_STEPS} steps`);
    throw this.violation ?? new Error('no violation was noted');
  }
  /** Finishes work on an external database, so that the next seed finds it idle. */
  async drain(): Promise<void> {
    for (let turn = 0; turn < 2000 && this.#step(this.#now + 60_000); turn++) await this.#comeToRest();
  }
  /** Triggered work may need several turns until it is registered; time must not advance before that. */
  async #wakes(end: number): Promise<boolean> {
    for (let turn = 0; turn < TURNS; turn++) {
      await this.#comeToRest();
      if (this.#tidied() || (this.#heap[0]?.at ?? Infinity) <= end) return true;
    }
    return false;
  }
  /** Drops cancelled entries. @returns whether an entry can run immediately */
  #tidied(): boolean {
    while (this.#heap[0]?.run === null) pop(this.#heap);
    while (this.#immediates[0]?.run === null) this.#immediates.shift();
    return this.#immediates.length > 0;
  }
  /** Waits until everything that the last event triggered has run, except work that waits for another event. */
  async #comeToRest(): Promise<void> {
    await macrotask();
    while (this.#natives.busy()) if (await this.#natives.settle(this.blocked)) break;
  }
  /** Runs `work`, which waits for events, to its end. */
  async finish<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    if (!(await this.run(() => settled))) throw new Error('work waits for an event that will never come');
    return work;
  }

  #step(end: number): boolean {
    const atOnce = this.#tidied();
    const next = this.#heap[0];
    const late = !next || next.at > end;
    if (atOnce && (late || next.at > this.#now + SLOW_STORAGE || !this.#chance.chance(OVERTAKE))) {
      const { run } = this.#immediates.shift() ?? { run: null };
      this.steps++;
      run?.();
      return true;
    }
    if (late) return false;
    pop(this.#heap);
    this.#now = Math.max(this.#now, next.at);
    this.steps++;
    next.run?.();
    return true;
  }
}
