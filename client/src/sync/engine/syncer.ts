/**
 * Decides when to exchange (S19), one exchange at a time over all tabs (S18), and how to go on after each (S9, S20).
 */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Ask, ExchangeDeps } from './exchange-request.ts';
import { exchange } from './exchange.ts';
import { ifRoom, isQuotaError } from './quota.ts';
import { afterExchange, CALM, type Next, type Outcome, type Rhythm } from './retry-policy.ts';
import { afterSilence } from './verdicts.ts';
import { findRefusedScopes, onRefusal } from './refusal.ts';
import { storeName } from '../api/store-name.ts';
import { readMeta, type OutboxRow } from './store.ts';
import { endsPause, endsWait, mayStart, type Trigger } from './triggers.ts';

/** Acts made within this time share one exchange, ms (S19). */
const MUTATION_DELAY = 250;
/**
 * How long a waiting tab leaves the lock to its holder before stealing it, ms (S18): longer than any healthy exchange.
 */
export const LOCK_PATIENCE = 90_000;

interface SyncerOptions extends ExchangeDeps {
  eco: EcoLevel;
}
/**
 * The outcome when storage is too full even for what an exchange cannot do without: it is retried later, and the
 * network is not to blame (S23).
 */
const FULL: Outcome = {
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
  }

  #pendingCount(): Promise<number> {
    return this.#options.store.db.outbox.filter((row) => row.verdict === null).count();
  }

  /**
   * Work may fail because `stop` closed the database under it; any other failure is a bug and stays an unhandled
   * rejection.
   */
  async #unlessStopped(work: Promise<void>): Promise<void> {
    work.catch((cause: unknown) => {
      if (!this.#stopped.signal.aborted) throw cause;
    });
    await Promise.allSettled([work]);
  }

  #queueTrigger(why: Trigger): void {
    this.#handling = this.#handling.then(() => this.#unlessStopped(this.#handleTrigger(why)));
  }

  async #handleTrigger(why: Trigger): Promise<void> {
    if (this.#stopped.signal.aborted || !mayStart(why, this.#level, await this.#pendingCount())) return;
    const now = this.#options.env.now();
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
    this.#running = this.#unlessStopped(this.#runLoop(why)).finally(() => {
      this.#running = null;
    });
  }

  async #runLoop(first: Trigger): Promise<void> {
    let why: Trigger | null = first;
    while (why !== null) {
      this.#wanted = null;
      const outcome = await this.#exchangeUnderLock(why).catch((cause: unknown) => {
        if (isQuotaError(cause)) {
          this.#options.report({ storageFull: true });
          return FULL;
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
      // A trigger that came in the meantime runs at once, unless a wait was planned.
      why = next.waitMs === 0 ? why : next.waitMs === null && !this.#paused ? this.#wanted : null;
    }
  }

  /** Waits for the lock and then exchanges, unless another tab has done the work in the meantime. */
  #exchangeUnderLock(why: Trigger): Promise<Outcome> {
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
      return this.#exchangeAndProbe(AbortSignal.any([stolen, this.#stopped.signal]));
    };
    return env.locks.hold(`${storeName(who.member)}-sync`, LOCK_PATIENCE, work).catch((cause: unknown): Outcome => {
      // A stolen lock rejects its holder, and a stopped engine closes the database under it. Anything else is a bug.
      if (this.#stopped.signal.aborted || theft?.aborted) return { kind: 'overtaken' };
      throw cause;
    });
  }

  /**
   * Runs one exchange and, after a silence, an empty one that tells whether the connection or the acts are at fault
   * (S9).
   */
  async #exchangeAndProbe(signal: AbortSignal): Promise<Outcome> {
    const bare = this.#rhythm.bare === true;
    const ask: Ask = {
      cap: 0,
      texts: ECO[this.#level].texts,
      signal,
      except: this.#except,
      ...(bare && { cursors: 'none' }),
    };
    if (await this.#isClosed()) {
      const { outcome } = await exchange(this.#options, ask);
      if (outcome.kind === 'refused') return onRefusal(this.#options, ask, outcome, []);
      if (outcome.kind !== 'answered') return outcome;
      // If the server opened early, the waiting acts are sent at once.
      if ((await this.#isClosed()) || (await this.#pendingCount()) === 0)
        return this.#continueWithoutCursors(ask, outcome);
    }
    const { outcome, sent } = await exchange(this.#options, { ...ask, cap: this.#rhythm.cap });
    if (outcome.kind === 'refused') return onRefusal(this.#options, ask, outcome, sent);
    if (outcome.kind === 'answered') return this.#continueWithoutCursors(ask, outcome);
    // Reading continues while acts wait; the answer says until when.
    if (outcome.kind === 'read-only') {
      const { outcome: read } = await exchange(this.#options, ask);
      // If the server opened in between, the refused acts are retried soon.
      return read.kind === 'answered' && !read.closedMs ? outcome : read;
    }
    if (outcome.kind !== 'no-answer' || sent.length === 0 || !this.#options.env.online()) return outcome;
    const probe = await exchange(this.#options, ask);
    if (probe.outcome.kind === 'paused' || probe.outcome.kind === 'overtaken') return probe.outcome;
    const answered = probe.outcome.kind === 'answered';
    const [only] = sent;
    if (answered && only && sent.length === 1) await this.#noteSilence(only);
    return { ...outcome, probe: answered ? 'answered' : 'silent' };
  }

  /** Once the acts that had to be sent without cursors are sent, finds out which cursors are refused (S30). */
  async #continueWithoutCursors(ask: Ask, outcome: Extract<Outcome, { kind: 'answered' }>): Promise<Outcome> {
    if (ask.cursors !== 'none') return outcome;
    if (outcome.stopped || !outcome.complete || outcome.left) return { ...outcome, without: 'acts' };
    return findRefusedScopes(this.#options, ask, this.#except);
  }

  /** Whether the server has said that it takes no acts now. */
  async #isClosed(): Promise<boolean> {
    const { env, store } = this.#options;
    const [until, offset] = await Promise.all([readMeta(store.db, 'readOnlyUntil'), readMeta(store.db, 'offset')]);
    return (until ?? 0) > env.now() + (offset ?? 0);
  }

  async #noteSilence({ key }: OutboxRow): Promise<void> {
    const { env, store } = this.#options;
    await ifRoom(env, store.db, () =>
      store.db.outbox
        .where('key')
        .equals(key)
        .modify((row) => {
          Object.assign(row, afterSilence(row, env.now()));
        }),
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
    report({ phase: next.phase, nextTryAt, sending: new Set(), progress: null, ...ended, ...silent });
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
            void this.#unlessStopped(this.#onTimer(every));
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
