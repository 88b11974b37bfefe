/**
 * Decides when to exchange (S19), one exchange at a time over all tabs (S18), and how to go on after each (S9, S20).
 */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { ExchangeDeps } from '../exchange/ask.ts';
import { runRound } from './exchange-round.ts';
import { pendingCount } from '../acts/pending-count.ts';
import { takeIn } from '../repair/take-in.ts';
import { ifRoom, isQuotaError } from '../store/quota.ts';
import type { Outcome } from '../exchange/outcome.ts';
import { afterExchange } from './retry-policy.ts';
import { CALM, type Next, type Rhythm } from './rhythm.ts';
import { readMeta } from '../store/meta.ts';
import { endsPause, endsWait, mayStart, type Trigger } from './triggers.ts';
import { underLock } from './under-lock.ts';

/** Acts made within this time share one exchange, ms (S19). */
const MUTATION_DELAY = 250;
/**
 * How long a waiting tab leaves the lock to its holder before stealing it, ms (S18): longer than any healthy exchange.
 */
export const LOCK_PATIENCE = 90_000;

/** Acts of the spare store that could not be taken in are tried again after this time, ms. */
const SPARE_RETRY = 20_000;

export interface SyncerOptions extends ExchangeDeps {
  eco: EcoLevel;
}
/**
 * The outcome when storage is too full even for what an exchange cannot do without: it is retried later, and the
 * network is not to blame (S23).
 */
const NO_ROOM: Outcome = {
  kind: 'answered',
  sent: 0,
  more: false,
  left: false,
  stopped: false,
  complete: false,
  progressed: false,
};

/**
 * Runs exchanges for one open database until it is stopped or erased. Apart from its timer it starts nothing by itself:
 * the first exchange needs a `trigger`.
 */
export class Syncer {
  readonly #options: SyncerOptions;
  readonly #stopped = new AbortController();
  #level: EcoLevel;
  #rhythm: Rhythm = CALM;
  #paused = false;
  /**
   * Scopes that the server refused alone, even from the beginning: they are not asked for until the app starts again
   * (S30).
   */
  readonly #except = new Set<Scope>();
  /**
   * Device clock, ms: no exchange starts before `#waitUntil` unless a trigger ends the wait; `#floorUntil` is the part
   * of the wait that the server named.
   */
  #waitUntil = 0;
  #floorUntil = 0;
  #running: Promise<void> | null = null;
  /** The trigger that came while an exchange was running. */
  #wanted: Trigger | null = null;
  /** Triggers are handled one after the other. */
  #handling: Promise<void> = Promise.resolve();
  #cancelRetry: (() => void) | null = null;
  #cancelDelay: (() => void) | null = null;
  #cancelTimer: (() => void) | null = null;
  #cancelSpare: (() => void) | null = null;

  constructor(options: SyncerOptions) {
    this.#options = options;
    this.#level = options.eco;
    options.store.onErased(() => this.stop());
    this.#armTimer();
  }

  /** Reports an event that may start an exchange (S19). Returns at once. */
  trigger(why: Trigger): void {
    if (why !== 'mutation') this.#queueTrigger(why);
    else
      this.#cancelDelay ??= this.#options.env.setTimer(() => {
        this.#cancelDelay = null;
        this.#queueTrigger('mutation');
      }, MUTATION_DELAY);
  }

  setEco(level: EcoLevel): void {
    this.#level = level;
    this.#armTimer();
  }

  /** Resolves once no exchange is running and none is due at once: everything that can be done now is done. */
  async idle(): Promise<void> {
    const judged = this.#handling;
    await judged;
    await this.#running;
    if (judged !== this.#handling || this.#running) await this.idle();
  }

  /** Ends the timers and the request under way; its answer will not be applied. */
  stop(): void {
    this.#stopped.abort();
    this.#cancelRetry?.();
    this.#cancelDelay?.();
    this.#cancelTimer?.();
    this.#cancelSpare?.();
  }

  /**
   * Work may fail because `stop` closed the database under it; any other failure is a bug and stays an unhandled
   * rejection.
   */
  protected async unlessStopped(work: Promise<void>): Promise<void> {
    work.catch((cause: unknown) => {
      if (!this.#stopped.signal.aborted) throw cause;
    });
    await Promise.allSettled([work]);
  }

  #queueTrigger(why: Trigger): void {
    this.#handling = this.#handling.then(() => this.unlessStopped(this.#handleTrigger(why)));
  }

  async #handleTrigger(why: Trigger): Promise<void> {
    const { env, store, who } = this.#options;
    if (this.#stopped.signal.aborted) return;
    if (!(await takeIn(env, store, who.member)))
      this.#cancelSpare ??= env.setTimer(() => {
        this.#cancelSpare = null;
        this.#queueTrigger('mutation');
      }, SPARE_RETRY);
    if (this.#stopped.signal.aborted || !mayStart(why, this.#level, await pendingCount(store.db))) return;
    const now = env.now();
    if (this.#paused && !endsPause(why)) return;
    if (why !== 'tap' && now < this.#waitUntil && !(endsWait(why) && now >= this.#floorUntil)) return;
    if (endsWait(why) || why === 'tap') this.#rhythm = { ...this.#rhythm, attempt: 0 };
    this.#startLoop(why);
  }

  #startLoop(why: Trigger): void {
    if (this.#stopped.signal.aborted) return;
    if (this.#running) {
      this.#wanted = why;
      return;
    }
    // The wait is over. A trigger that comes during the exchange, such as a poke, must not be dropped because of it.
    this.#waitUntil = 0;
    this.#floorUntil = 0;
    this.#running = this.unlessStopped(this.#runLoop(why)).finally(() => {
      this.#running = null;
    });
  }

  async #runLoop(first: Trigger): Promise<void> {
    let why: Trigger | null = first;
    while (why !== null) {
      this.#wanted = null;
      const outcome = await this.#exchange(why).catch((cause: unknown) => {
        if (isQuotaError(cause)) {
          this.#options.report({ storageFull: true });
          return NO_ROOM;
        }
        // This is a bug or a storage failure: the error is surfaced, and the exchange is retried later all the same.
        const silent: Outcome = { kind: 'no-answer', sent: 0, floorMs: 0, probe: 'untried' };
        if (!this.#stopped.signal.aborted)
          this.#scheduleNext(afterExchange(this.#rhythm, silent, this.#options.env.random()), silent);
        throw cause;
      });
      if (this.#stopped.signal.aborted) return;
      const next = afterExchange(this.#rhythm, outcome, this.#options.env.random());
      this.#scheduleNext(next, outcome);
      if (next.waitMs === null && !this.#wanted) await this.#tidy();
      // A trigger that came in the meantime runs at once, unless a wait was planned. What is left to fetch has its own
      // reason: after a mutation nothing would follow once no act waits.
      why = next.waitMs === 0 ? 'more' : next.waitMs === null && !this.#paused ? this.#wanted : null;
    }
  }

  /** The device is up to date and has nothing else to do. On a full device this waits for another time. */
  async #tidy(): Promise<void> {
    const { env, store } = this.#options;
    await ifRoom(env, store.db, () => store.fold());
  }

  #exchange(why: Trigger): Promise<Outcome> {
    return underLock(this.#options, why, LOCK_PATIENCE, this.#stopped.signal, (signal) =>
      // Read once the lock is held: the eco level may change while this tab waits.
      runRound(this.#options, { rhythm: this.#rhythm, texts: ECO[this.#level].texts, except: this.#except, signal }),
    );
  }

  #scheduleNext(next: Next, outcome: Outcome): void {
    const { env, report } = this.#options;
    this.#rhythm = next.rhythm;
    this.#paused = next.phase === 'paused-auth' || next.phase === 'upgrade';
    const now = env.now();
    const ended = outcome.kind === 'answered' && outcome.complete ? { online: 'yes' as const } : {};
    // A server that answers with an error code of this app is reachable.
    const silent = outcome.kind === 'no-answer' && !outcome.coded ? { online: 'no' as const } : {};
    const wait = next.waitMs === 0 ? null : next.waitMs;
    const nextTryAt = wait === null ? null : now + wait;
    // More pages or acts are due at once: the exchange goes on.
    const phase = next.phase === 'idle' && next.waitMs === 0 ? 'exchanging' : next.phase;
    report({ phase, nextTryAt, sending: new Set(), progress: null, ...ended, ...silent });
    this.#waitUntil = nextTryAt ?? 0;
    this.#floorUntil = 'floorMs' in outcome && outcome.floorMs > 0 ? now + outcome.floorMs : 0;
    this.#cancelRetry?.();
    this.#cancelRetry = wait === null ? null : env.setTimer(() => this.#startLoop('timer'), wait);
  }

  #armTimer(): void {
    this.#cancelTimer?.();
    const every = ECO[this.#level].every;
    this.#cancelTimer =
      every === null
        ? null
        : this.#options.env.setTimer(() => {
            this.#armTimer();
            void this.unlessStopped(this.#onTimer(every));
          }, every);
  }

  /**
   * Triggers an exchange unless another tab has exchanged within the interval. A device clock that was set back does
   * not suppress it.
   */
  async #onTimer(every: number): Promise<void> {
    const { env, store } = this.#options;
    const ended = (await readMeta(store.db, 'endedAt')) ?? 0;
    if (env.now() - ended >= every || env.now() < ended) this.#queueTrigger('timer');
  }
}
