/** When to exchange (S19), one at a time over all tabs (S18), and how to go on after each (S9, S20). */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { exchange, type ExchangeDeps } from './exchange.ts';
import { afterExchange, afterSilence, CALM, type Next, type Outcome, type Rhythm } from './rebase.ts';
import { storeName } from './store-name.ts';
import { readMeta, type OutboxRow } from './store.ts';

/** Why an exchange is asked for. */
export type Trigger =
  | 'mutation' | 'start' | 'online' | 'visible' | 'poke' | 'timer' | 'tap' | 'signed-in' | 'follow' | 'background';

/** S19: acts of one moment go together. */
export const MUTATION_DELAY = 250;
/** How long a waiting tab leaves the lock to its holder before stealing it, ms (S18): longer than any healthy exchange. */
export const LOCK_PATIENCE = 90_000;

export interface SyncerOptions extends ExchangeDeps {
  eco: EcoLevel;
}

/** S19: whether this event exchanges at this eco level. Level 5 stays silent unless it has something to say or is told to. */
export function mayStart(why: Trigger, level: EcoLevel, pending: number): boolean {
  if (why === 'start' || why === 'online' || why === 'visible') return ECO[level].eager || pending > 0;
  if (why === 'timer') return ECO[level].every !== null || pending > 0;
  if (why === 'background' || why === 'mutation') return pending > 0;
  return true;
}
/** Events that end a pause; others leave it: 401 waits for the member to sign in (S21). */
const endsPause = (why: Trigger): boolean => why === 'tap' || why === 'signed-in' || why === 'start';
/** Events that end a planned wait, unless the server itself named it (S20): a tap always does. */
const endsWait = (why: Trigger): boolean => why === 'online' || why === 'signed-in';

/** Runs exchanges for one open database, until it is stopped or erased. Starts nothing by itself but the timer: the first `trigger` does. */
export class Syncer {
  readonly #options: SyncerOptions;
  readonly #stopped = new AbortController();
  #level: EcoLevel;
  #rhythm: Rhythm = CALM;
  #paused = false;
  /** Device clock, ms: no exchange before, unless an event ends the wait; and the part of it the server named. */
  #waitUntil = 0;
  #floorUntil = 0;
  #running: Promise<void> | null = null;
  /** Asked for while an exchange ran. */
  #wanted: Trigger | null = null;
  /** Events are judged one after the other. */
  #judging: Promise<void> = Promise.resolve();
  #cancelRetry: (() => void) | null = null;
  #cancelDelay: (() => void) | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(options: SyncerOptions) {
    this.#options = options;
    this.#level = options.eco;
    options.store.onErased(() => this.stop());
    this.#arm();
  }

  /** Something happened that may ask for an exchange (S19). Returns at once. */
  trigger(why: Trigger): void {
    if (why !== 'mutation') this.#judge(why);
    else this.#cancelDelay ??= this.#options.env.setTimer(() => {
      this.#cancelDelay = null;
      this.#judge('mutation');
    }, MUTATION_DELAY);
  }

  setEco(level: EcoLevel): void {
    this.#level = level;
    this.#arm();
  }

  /** Nothing to do here: this one asks its owner for the token each time. */
  setToken(_token: string | null): void {}

  /** Resolves once no exchange runs and none is due at once: all that could be done now was done. */
  async idle(): Promise<void> {
    const judged = this.#judging;
    await judged;
    await this.#running;
    if (judged !== this.#judging || this.#running) await this.idle();
  }

  /** Ends timers and the request under way; its answer will not be applied. */
  stop(): void {
    this.#stopped.abort();
    this.#cancelRetry?.();
    this.#cancelDelay?.();
    this.#cancelTimer?.();
  }

  #pendingCount(): Promise<number> {
    return this.#options.store.db.outbox.filter((row) => row.verdict === null).count();
  }

  /** Work may fail because `stop` closed the database under it; any other failure is a bug and stays an unhandled one. */
  async #unlessStopped(work: Promise<void>): Promise<void> {
    work.catch((cause: unknown) => {
      if (!this.#stopped.signal.aborted) throw cause;
    });
    await Promise.allSettled([work]);
  }

  #judge(why: Trigger): void {
    this.#judging = this.#judging.then(() => this.#unlessStopped(this.#consider(why)));
  }

  async #consider(why: Trigger): Promise<void> {
    if (this.#stopped.signal.aborted || !mayStart(why, this.#level, await this.#pendingCount())) return;
    const now = this.#options.env.now();
    if (this.#paused && !endsPause(why)) return;
    if (why !== 'tap' && now < this.#waitUntil && !(endsWait(why) && now >= this.#floorUntil)) return;
    if (endsWait(why) || why === 'tap') this.#rhythm = { ...this.#rhythm, attempt: 0 };
    this.#start(why);
  }

  #start(why: Trigger): void {
    if (this.#stopped.signal.aborted) return;
    if (this.#running) {
      this.#wanted = why;
      return;
    }
    this.#running = this.#unlessStopped(this.#run(why)).finally(() => {
      this.#running = null;
    });
  }

  async #run(first: Trigger): Promise<void> {
    let why: Trigger | null = first;
    while (why !== null) {
      this.#wanted = null;
      const outcome = await this.#once(why).catch((cause: unknown) => {
        // A bug, or storage that failed: it is seen, and tried again later all the same.
        const silent: Outcome = { kind: 'no-answer', sent: 0, floorMs: 0, probe: 'untried' };
        if (!this.#stopped.signal.aborted) this.#plan(afterExchange(this.#rhythm, silent, this.#options.env.random()), silent);
        throw cause;
      });
      if (this.#stopped.signal.aborted) return;
      const next = afterExchange(this.#rhythm, outcome, this.#options.env.random());
      this.#plan(next, outcome);
      // Asked for meanwhile: at once, unless a wait was planned.
      why = next.waitMs === 0 ? why : next.waitMs === null && !this.#paused ? this.#wanted : null;
    }
  }

  /** Waits for the lock; another tab may have done the work meanwhile. */
  #once(why: Trigger): Promise<Outcome> {
    const { env, store, who } = this.#options;
    const asked = env.now();
    let theft: AbortSignal | null = null;
    const work = async (stolen: AbortSignal): Promise<Outcome> => {
      theft = stolen;
      if (this.#stopped.signal.aborted) return { kind: 'overtaken' };
      const pending = await this.#pendingCount();
      const lastStart = (await readMeta(store.db, 'startedAt')) ?? 0;
      const done = why !== 'tap' && why !== 'signed-in' && lastStart > asked && lastStart <= env.now();
      if (pending === 0 && (done || why === 'mutation' || why === 'background')) return { kind: 'skipped' };
      return this.#attempt(AbortSignal.any([stolen, this.#stopped.signal]));
    };
    return env.locks.hold(`${storeName(who.member)}-sync`, LOCK_PATIENCE, work).catch((cause: unknown): Outcome => {
      // A stolen lock rejects its holder; a stopped engine closes the database under it. Anything else is a bug.
      if (this.#stopped.signal.aborted || theft?.aborted) return { kind: 'overtaken' };
      throw cause;
    });
  }

  /** One exchange and, after a silence, an empty one that tells the link's fault from the acts' (S9). */
  async #attempt(signal: AbortSignal): Promise<Outcome> {
    const texts = ECO[this.#level].texts;
    if (await this.#isClosed()) {
      const { outcome } = await exchange(this.#options, { cap: 0, texts, signal });
      // Opened before its time: what waits goes at once.
      if (outcome.kind !== 'answered' || (await this.#isClosed()) || (await this.#pendingCount()) === 0) return outcome;
    }
    const { outcome, sent } = await exchange(this.#options, { cap: this.#rhythm.cap, texts, signal });
    // Reading goes on while acts wait; the answer says until when.
    if (outcome.kind === 'read-only') {
      const { outcome: read } = await exchange(this.#options, { cap: 0, texts, signal });
      // It opened in between: what was refused is tried again soon.
      return read.kind === 'answered' && !read.closedMs ? outcome : read;
    }
    if (outcome.kind !== 'no-answer' || sent.length === 0 || !this.#options.env.online()) return outcome;
    const probe = await exchange(this.#options, { cap: 0, texts, signal });
    if (probe.outcome.kind === 'paused' || probe.outcome.kind === 'overtaken') return probe.outcome;
    const answered = probe.outcome.kind === 'answered';
    const [only] = sent;
    if (answered && only && sent.length === 1) await this.#noteSilence(only);
    return { ...outcome, probe: answered ? 'answered' : 'silent' };
  }

  /** The server said that it takes no acts now. */
  async #isClosed(): Promise<boolean> {
    const { env, store } = this.#options;
    const [until, offset] = await Promise.all([readMeta(store.db, 'readOnlyUntil'), readMeta(store.db, 'offset')]);
    return (until ?? 0) > env.now() + (offset ?? 0);
  }

  async #noteSilence({ key }: OutboxRow): Promise<void> {
    const { env, store } = this.#options;
    await store.db.outbox.where('key').equals(key).modify((row) => {
      Object.assign(row, afterSilence(row, env.now()));
    });
  }

  #plan(next: Next, outcome: Outcome): void {
    const { env, report } = this.#options;
    this.#rhythm = next.rhythm;
    this.#paused = next.phase === 'paused-auth' || next.phase === 'upgrade';
    const now = env.now();
    const ended = outcome.kind === 'answered' && outcome.complete ? { online: 'yes' as const } : {};
    const silent = outcome.kind === 'no-answer' ? { online: 'no' as const } : {};
    const wait = next.waitMs === 0 ? null : next.waitMs;
    const nextTryAt = wait === null ? null : now + wait;
    report({ phase: next.phase, nextTryAt, sending: new Set(), progress: null, ...ended, ...silent });
    this.#waitUntil = nextTryAt ?? 0;
    this.#floorUntil = 'floorMs' in outcome && outcome.floorMs > 0 ? now + outcome.floorMs : 0;
    this.#cancelRetry?.();
    this.#cancelRetry = wait === null ? null : env.setTimer(() => this.#start('timer'), wait);
  }

  #arm(): void {
    this.#cancelTimer?.();
    const every = ECO[this.#level].every;
    this.#cancelTimer = every === null ? null : this.#options.env.setTimer(() => {
      this.#arm();
      void this.#unlessStopped(this.#onTimer(every));
    }, every);
  }

  /** Another tab's exchange counts; a clock that was set back does not silence this one. */
  async #onTimer(every: number): Promise<void> {
    const { env, store } = this.#options;
    const ended = (await readMeta(store.db, 'endedAt')) ?? 0;
    if (env.now() - ended >= every || env.now() < ended) this.#judge('timer');
  }
}
