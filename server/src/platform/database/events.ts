/**
 * Domain events: a transactional outbox in PostgreSQL. The effects of an act on other members go through these events
 * (S12). An event is recorded together with the act; afterwards each listener runs in its own transaction, at least
 * once, on whichever server claims the event. Why events, mails and jobs are three queues:
 * docs/decisions/70-three-queues.md.
 */
import type { Figures } from '../observability/metrics-instruments.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { isTransient } from './transient.ts';
import type { Database, Queryable } from './database.ts';
import type { Log } from '../observability/log.ts';

export interface DomainEvent {
  /** The same for every attempt: a listener may use it as its idempotency key. */
  id: number;
  name: string;
  subject: string | null;
  payload: Record<string, unknown>;
  at: Date;
}
export interface Listener {
  /** Stable and unique: it is stored with the event until all listeners have run. */
  name: string;
  on: readonly string[];
  /**
   * Runs in the transaction that records its success. Effects outside the database belong in a job that it enqueues
   * with `tx`.
   */
  handle(tx: Queryable, event: DomainEvent): Promise<void>;
}
export interface EventPump {
  /** Runs the listeners of every due event; resolves when none is left. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Records an event in the caller's transaction; its listeners run after the commit, at least once each. */
export async function emit(
  tx: Queryable,
  name: string,
  subject: string | null,
  payload: Record<string, unknown>,
): Promise<void> {
  await tx.query('insert into domain_event (name, subject, payload) values ($1, $2, $3::jsonb)', [
    name,
    subject,
    JSON.stringify(payload),
  ]);
}

const EVERY_MS = 1000;
/** Backoff after the n-th failure: 2, 4, 8 … seconds, at most an hour. */
const backoffSeconds = (tries: number): number => Math.min(2 ** (tries + 1), 3600);

/** Looks for due events every second, until stopped. */
export function startEvents(db: Database, log: Log, listeners: readonly Listener[]): EventPump {
  const state = { stopped: false };
  let running: Promise<void> = Promise.resolve();
  const drain = (): Promise<void> => {
    const before = running;
    return (running = (async () => {
      await before;
      while (!state.stopped && (await deliverOne(db, log, listeners))) {
        /* repeat until no event is due */
      }
    })());
  };
  const timer = setInterval(() => {
    drain().catch((error: unknown) => {
      running = Promise.resolve();
      log.error({ err: error, transient: isTransient(error) }, 'events wait');
    });
  }, EVERY_MS);
  return {
    drain,
    async stop() {
      state.stopped = true;
      clearInterval(timer);
      await running.catch(() => undefined);
    },
  };
}

interface Claimed extends DomainEvent {
  done: string[];
  tries: number;
}

/** @returns false when no event is due. */
async function deliverOne(db: Database, log: Log, listeners: readonly Listener[]): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [event] = await tx.query<Claimed>(
      `select id, name, subject, payload, at, done, tries from domain_event where next_at <= now() order by next_at, id
        limit 1 for update skip locked`,
    );
    if (!event) return false;
    const done = [...event.done];
    let failure: string | undefined;
    for (const listener of listeners.filter((l) => l.on.includes(event.name) && !event.done.includes(l.name))) {
      const error = await attempt(tx, () => listener.handle(tx, event));
      if (error === undefined) done.push(listener.name);
      else {
        failure = `${listener.name}: ${error.message}`;
        log.error(
          { err: error, event: event.name, listener: listener.name },
          'a listener failed; it will be tried again',
        );
      }
    }
    if (failure === undefined) await tx.query('delete from domain_event where id = $1', [event.id]);
    else {
      await tx.query(
        `update domain_event set done = $2, tries = tries + 1, last_error = $3,
          next_at = now() + make_interval(secs => $4) where id = $1`,
        [event.id, done, cut(failure, 1000), backoffSeconds(event.tries)],
      );
    }
    return true;
  });
}

/** Runs `work` in a savepoint, so that its failure undoes only its own writes. @returns the failure, or undefined. */
async function attempt(tx: Queryable, work: () => Promise<void>): Promise<Error | undefined> {
  await tx.query('savepoint listener');
  try {
    await work();
    await tx.query('release savepoint listener');
    return undefined;
  } catch (error) {
    await tx.query('rollback to savepoint listener');
    return error instanceof Error ? error : new Error('a listener threw what is no error');
  }
}

/** What `/metrics` shows of events. */
export const eventFigures: Figures = {
  gauges: {
    eventsWaiting: ['egoejo_events_waiting', 'Domain events not yet delivered to all listeners'],
    eventsAge: ['egoejo_events_oldest_seconds', 'Age of the oldest of them'],
  },
  sql: `select count(*) as "eventsWaiting", coalesce(extract(epoch from now() - min(at)), 0) as "eventsAge"
    from domain_event`,
};
