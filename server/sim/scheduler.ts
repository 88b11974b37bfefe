/**
 * One seeded scheduler for everything: device storage, timers, network, database statements. An event runs, all it set
 * off comes to rest, the next is chosen. Nothing runs beside it, so a seed is one history.
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

/** An invariant that did not hold. The run of its seed ends there. */
export class Violation extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

/** How often an event that is due later overtakes storage work that could run now. */
const OVERTAKE = 0.02;
/** Within so many ms: storage is slow now and then, but no wait of the others ends before it. */
const SLOW_STORAGE = 2000;
/** Turns of the machine after which nothing more comes by itself. */
const TURNS = 50;
/** Steps of the trace that a violation prints. */
const TAIL = 60;

export class Scheduler implements World {
  readonly rng: Rng;
  steps = 0;
  violation: Violation | null = null;
  /** Real database statements under way that wait for a lock: asked for when nothing else can tell. */
  blocked: ((pending: number) => Promise<boolean>) | null = null;
  /** Timers of the drivers' own connection pools, by their length: they belong to no world. */
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
  /** Until the function given back is called, repeated timers run no oftener than every `ms`. */
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
  /** Runs `run` once after `ms`; the function given back cancels it. */
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
   * Runs work of a database outside. Its end is told in the order such works were begun, once none is left that could
   * go on: what the machine does in between is not part of the history.
   */
  native<T>(work: () => Promise<T>): Promise<T> {
    const id = ++this.#natives;
    this.#pending++;
    return new Promise<T>((resolve, reject) => {
      const end = (go: () => void) => {
        this.#pending--;
        this.#done.push({ id, go });
      };
      work().then((value) => end(() => resolve(value)), (cause: unknown) => end(() => reject(cause)));
    });
  }

  /** Notes one step of the history: names and figures that are the same in every run of the seed. */
  note(text: string): void {
    const line = `${Math.round(this.#now)} ${text}`;
    this.#digest.update(line).update('\n');
    this.#full?.push(line);
    this.#tail.push(line);
    if (this.#tail.length > TAIL * 2) this.#tail = this.#tail.slice(-TAIL);
  }
  /** Ends the run of this seed. */
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

  /** Runs events until `done`, or until `ms` have passed. Throws the violation found. @returns whether it got done. */
  async run(done: () => boolean, ms = Infinity): Promise<boolean> {
    const end = this.#now + ms;
    for (;;) {
      // First, too: what the caller has just set off must stand here before time may pass it by.
      await this.#comeToRest();
      if (this.violation) throw this.violation;
      if (done()) return true;
      if (!this.#step(end) && !(await this.#wakes(end))) {
        if (end !== Infinity) this.#now = end;
        return false;
      }
    }
  }
  /** Ends what runs in a database outside, so that the next seed finds it at rest. */
  async drain(): Promise<void> {
    for (let turn = 0; turn < 2000 && this.#step(this.#now + 60_000); turn++) await this.#comeToRest();
  }
  /** What was set off may take some turns until it stands here: time must not pass it by. */
  async #wakes(end: number): Promise<boolean> {
    for (let turn = 0; turn < TURNS; turn++) {
      await this.#comeToRest();
      if (this.#tidied() || (this.#heap[0]?.at ?? Infinity) <= end) return true;
    }
    return false;
  }
  /** Forgets what was cancelled. @returns whether something runs at once */
  #tidied(): boolean {
    while (this.#heap[0]?.run === null) pop(this.#heap);
    while (this.#immediates[0]?.run === null) this.#immediates.shift();
    return this.#immediates.length > 0;
  }
  /** All that the last event set off has run, but for what waits for another event. */
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

  /** @returns true when what is left waits for locks: others must go on first. */
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
