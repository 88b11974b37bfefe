/** When to exchange (S19), one at a time over all tabs (S18), and how to go on after each (S9, S20). */
import { ECO, type EcoLevel } from '@egoejo/shared/eco/model.ts';
import { exchange, type ExchangeDeps } from './exchange.ts';
import { afterExchange, afterSilence, CALM, type Next, type Outcome, type Rhythm } from './rebase.ts';
import { readMeta, storeName, type OutboxRow } from './store.ts';

/** Why an exchange is asked for. */
export type Trigger =
  | 'mutation' | 'start' | 'online' | 'visible' | 'poke' | 'timer' | 'tap' | 'signed-in' | 'follow' | 'background';

/** S19: acts of one moment go together. */
export const MUTATION_DELAY = 250;
/** How long a waiting tab leaves the lock to its holder before stealing it, ms (S18): longer than any healthy exchange. */
export const LOCK_PATIENCE = 90_000;

export interface SyncerOptions extends ExchangeDeps {
  eco: EcoLevel;
  texts: boolean;
}
export interface Syncer {
  trigger(why: Trigger): void;
  setEco(level: EcoLevel): void;
  /** Resolves once no exchange runs and none is due at once: all that could be done now was done. */
  idle(): Promise<void>;
  stop(): void;
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

/** Starts nothing by itself: the first `trigger` does. */
export function createSyncer(options: SyncerOptions): Syncer {
  const { env, store, who, report } = options;
  const stopped = new AbortController();
  const lock = `${storeName(who.member)}-sync`;
  let level = options.eco;
  let rhythm: Rhythm = CALM;
  let paused = false;
  let waitUntil = 0;
  let floorUntil = 0;
  let running: Promise<void> | null = null;
  let wanted: Trigger | null = null;
  let cancelRetry: (() => void) | null = null;
  let cancelDelay: (() => void) | null = null;
  let cancelTimer: (() => void) | null = null;

  const pendingCount = (): Promise<number> => store.db.outbox.filter((row) => row.verdict === null).count();

  async function silence(row: OutboxRow): Promise<void> {
    await store.db.outbox.where('key').equals(row.key).modify((now) => {
      Object.assign(now, afterSilence(now, env.now()));
    });
  }

  /** One exchange and, after a silence, an empty one that tells the link's fault from the acts' (S9). */
  async function attempt(signal: AbortSignal): Promise<Outcome> {
    const texts = ECO[level].texts;
    const { outcome, sent } = await exchange(options, { cap: rhythm.cap, texts, signal });
    if (outcome.kind !== 'no-answer' || sent.length === 0 || !env.online()) return outcome;
    const probe = await exchange(options, { cap: 0, texts, signal });
    if (probe.outcome.kind === 'paused' || probe.outcome.kind === 'overtaken') return probe.outcome;
    const answered = probe.outcome.kind === 'answered';
    const [only] = sent;
    if (answered && only && sent.length === 1) await silence(only);
    return { ...outcome, probe: answered ? 'answered' : 'silent' };
  }

  /** Waits for the lock; another tab may have done the work meanwhile. */
  const once = (why: Trigger): Promise<Outcome> => {
    const asked = env.now();
    return env.locks.hold(lock, LOCK_PATIENCE, async (stolen): Promise<Outcome> => {
      if (stopped.signal.aborted) return { kind: 'overtaken' };
      const pending = await pendingCount();
      const lastStart = (await readMeta(store.db, 'startedAt')) ?? 0;
      const done = why !== 'tap' && why !== 'signed-in' && lastStart > asked && lastStart <= env.now();
      if (pending === 0 && (done || why === 'mutation' || why === 'background')) return { kind: 'skipped' };
      return attempt(AbortSignal.any([stolen, stopped.signal]));
    }).catch((cause: unknown): Outcome => {
      // A stolen lock rejects its holder; a stopped engine closes the database under it. Anything else is a bug.
      if (stopped.signal.aborted || (cause instanceof Error && cause.name === 'AbortError')) return { kind: 'overtaken' };
      throw cause;
    });
  };

  function plan(next: Next, outcome: Outcome): void {
    rhythm = next.rhythm;
    paused = next.phase === 'paused-auth' || next.phase === 'upgrade';
    const now = env.now();
    const ended = outcome.kind === 'answered' && outcome.complete ? { lastExchangeAt: now, online: 'yes' as const } : {};
    const silent = outcome.kind === 'no-answer' ? { online: 'no' as const } : {};
    const nextTryAt = next.waitMs === null || next.waitMs === 0 ? null : now + next.waitMs;
    report({ phase: next.phase, nextTryAt, sending: new Set(), progress: null, ...ended, ...silent });
    waitUntil = nextTryAt ?? 0;
    floorUntil = 'floorMs' in outcome && outcome.floorMs > 0 ? now + outcome.floorMs : 0;
    cancelRetry?.();
    cancelRetry = nextTryAt === null || next.waitMs === null ? null : env.setTimer(() => start('timer'), next.waitMs);
  }

  async function run(first: Trigger): Promise<void> {
    let why: Trigger | null = first;
    while (why !== null && !stopped.signal.aborted) {
      wanted = null;
      const outcome = await once(why);
      if (stopped.signal.aborted) return;
      const next = afterExchange(rhythm, outcome, env.random());
      plan(next, outcome);
      // Asked for meanwhile: at once, unless a wait was planned.
      why = next.waitMs === 0 ? why : next.waitMs === null && !paused ? wanted : null;
    }
  }

  /** Work may fail because `stop` closed the database under it; any other failure is a bug and stays an unhandled one. */
  async function unlessStopped(work: Promise<void>): Promise<void> {
    work.catch((cause: unknown) => {
      if (!stopped.signal.aborted) throw cause;
    });
    await Promise.allSettled([work]);
  }

  function start(why: Trigger): void {
    if (stopped.signal.aborted) return;
    if (running) {
      wanted = why;
      return;
    }
    running = unlessStopped(run(why)).finally(() => {
      running = null;
    });
  }

  async function consider(why: Trigger): Promise<void> {
    if (stopped.signal.aborted || !mayStart(why, level, await pendingCount())) return;
    const now = env.now();
    if (paused && !endsPause(why)) return;
    if (why !== 'tap' && now < waitUntil && !(endsWait(why) && now >= floorUntil)) return;
    if (endsWait(why) || why === 'tap') rhythm = { ...rhythm, attempt: 0 };
    start(why);
  }
  let considering: Promise<void> = Promise.resolve();
  const queue = (why: Trigger): void => {
    considering = considering.then(() => unlessStopped(consider(why)));
  };

  /** Another tab's exchange counts; a clock that was set back does not silence this one. */
  async function onTimer(every: number): Promise<void> {
    const ended = (await readMeta(store.db, 'endedAt')) ?? 0;
    if (env.now() - ended >= every || env.now() < ended) queue('timer');
  }

  function arm(): void {
    cancelTimer?.();
    const every = ECO[level].every;
    cancelTimer = every === null ? null : env.setTimer(() => {
      arm();
      void unlessStopped(onTimer(every));
    }, every);
  }
  arm();

  return {
    trigger(why) {
      if (why !== 'mutation') queue(why);
      else cancelDelay ??= env.setTimer(() => {
        cancelDelay = null;
        queue('mutation');
      }, MUTATION_DELAY);
    },
    setEco(next) {
      level = next;
      arm();
    },
    async idle() {
      for (let seen: unknown = null; seen !== considering || running; ) {
        seen = considering;
        await considering;
        if (running) await running;
      }
    },
    stop() {
      stopped.abort();
      cancelRetry?.();
      cancelDelay?.();
      cancelTimer?.();
    },
  };
}
