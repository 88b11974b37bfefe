/**
 * One seeded scheduler for everything: device storage, timers, network, database statements. It runs an event, waits
 * until everything that the event triggered has finished, and chooses the next. Nothing runs concurrently, so a seed
 * determines one history.
 */
import { createHash } from 'node:crypto';
import type { Rng } from './rng.ts';
import { macrotask, realPause, type World } from './virtual.ts';

interface Timed {
  at: number;
  order: number;
  run: (() => void) | null;
}
interface Native {
  id: number;
  go: () => void;
}

/** A violated invariant; it ends the run of its seed. */
export class Violation extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

/** Probability that a later event runs before storage work that is ready. */
const OVERTAKE = 0.02;
/**
 * Only events due within this time overtake storage work, in ms, so that storage is delayed for less than any timeout
 * on it.
 */
const SLOW_STORAGE = 2000;
/** Event-loop turns after which nothing more is expected to happen without a new event. */
const TURNS = 50;
/** Steps of the trace that are printed for a violation. */
const TAIL = 60;

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
  #pending = 0;
  #natives = 0;
  #done: Native[] = [];
  #tail: string[] = [];
  #digest = createHash('sha256');
  #full: string[] | null;
  readonly #chance: Rng;
  readonly #bytes: Rng;
  readonly #delays: Rng;

  constructor(rng: Rng, start: number, keepTrace: boolean) {
    this.rng = rng;
    this.#now = start;
    this.#chance = rng.fork('overtake');
    this.#bytes = rng.fork('bytes');
    this.#delays = rng.fork('delays');
    this.#full = keepTrace ? [] : null;
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
  /**
   * Runs work on an external database. Results are delivered in the order in which the work was begun, once no
   * remaining work can proceed, so that real timing does not affect the history.
   */
  native<T>(work: () => Promise<T>): Promise<T> {
    const id = ++this.#natives;
    this.#pending++;
    return new Promise<T>((resolve, reject) => {
      const end = (go: () => void) => {
        this.#pending--;
        this.#done.push({ id, go });
      };
      work().then(
        (value) => end(() => resolve(value)),
        (cause: unknown) => end(() => reject(cause)),
      );
    });
  }

  /** Records one step of the history, with names and figures that are the same in every run of the seed. */
  note(text: string): void {
    const line = `${Math.round(this.#now)} ${text}`;
    this.#digest.update(line).update('\n');
    this.#full?.push(line);
    this.#tail.push(line);
    if (this.#tail.length > TAIL * 2) this.#tail = this.#tail.slice(-TAIL);
  }
  /** Ends the run of this seed with a violation. */
  fail(invariant: string, detail: string): void {
    if (this.violation) return;
    this.note(`VIOLATION ${invariant}`);
    this.violation = new Violation(invariant, detail);
  }
  tail(): string[] {
    return this.#tail.slice(-TAIL);
  }
  trace(): string[] {
    return this.#full ?? [];
  }
  digest(): string {
    return this.#digest.copy().digest('hex');
  }

  /** Runs events until `done`, or until `ms` have passed. Throws a violation. @returns whether `done` was reached. */
  async run(done: () => boolean, ms = Infinity): Promise<boolean> {
    const end = this.#now + ms;
    for (;;) {
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
    while (this.#pending > 0 || this.#done.length > 0) if (await this.#settleNatives()) break;
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

  /** @returns true when all remaining work waits for locks, so that other work must proceed first. */
  async #settleNatives(): Promise<boolean> {
    let waiting = false;
    for (let turn = 0; this.#pending > 0 && !waiting; turn++) {
      await macrotask();
      if (this.#pending > 0 && turn > 20 && this.blocked) waiting = await this.blocked(this.#pending);
      if (turn > 1000) await realPause(1);
    }
    const done = this.#done.sort((a, b) => a.id - b.id);
    this.#done = [];
    for (const { go } of done) go();
    if (done.length > 0) await macrotask();
    return waiting && done.length === 0;
  }
}

const before = (a: Timed, b: Timed): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
function push(heap: Timed[], entry: Timed): void {
  let i = heap.push(entry) - 1;
  while (i > 0) {
    const up = (i - 1) >> 1;
    const parent = heap[up];
    if (!parent || !before(entry, parent)) break;
    heap[i] = parent;
    i = up;
  }
  heap[i] = entry;
}
function pop(heap: Timed[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let i = 0;
  for (;;) {
    const left = heap[2 * i + 1];
    const right = heap[2 * i + 2];
    const child = right && left && before(right, left) ? 2 * i + 2 : 2 * i + 1;
    const below = heap[child];
    if (!below || !before(below, last)) break;
    heap[i] = below;
    i = child;
  }
  heap[i] = last;
}
