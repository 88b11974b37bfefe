/**
 * The database as seen by a server process, one statement at a time: the scheduler decides when each runs, and the
 * process may die before or after any of them. The database behind it is a real one.
 */
import type { Database, Queryable, TransactionOptions } from '@egoejo/server/platform/database/database.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';

/** A server process, as its database connections see it. */
export interface Host {
  name: string;
  sched: Scheduler;
  alive(): boolean;
  /** Called before and after a statement; may kill the process or make the statement fail. */
  strike(moment: 'before' | 'after', what: string): void;
}
/** Thrown inside the work of a dead process, so that the database rolls it back. No code sees the error. */
class Dead extends Error {}
/** Ends the run if the checks at a commit found a contradiction (at-commit.sql). */
export function failIfBroken(sched: Scheduler, cause: unknown): void {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'SIM28')) return;
  const [invariant = '', ...detail] = cause.message.split(': ');
  sched.fail(invariant, detail.join(': '));
}
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** The connections of a database. `take` resolves to a function that releases the connection. */
export interface Lane {
  take(): Promise<() => void>;
  /** How many connections are in use or waited for. */
  busy(): number;
  /** The longest scheduling delay of a statement, in ms. */
  readonly turnMs: number;
}
/** The embedded database has one connection for all users; a server has as many as requested. */
export function lanes(kind: Database['kind'], turnMs: number): Lane {
  let users = 0;
  let free: Promise<void> = Promise.resolve();
  return {
    turnMs,
    busy: () => users,
    async take() {
      users++;
      const before = free;
      const mine = later();
      if (kind === 'embedded') free = mine.come;
      await before;
      return () => {
        users--;
        mine.now();
      };
    },
  };
}

/** The first words of a statement, for the trace. */
const wordsOf = (text: string): string => text.trim().split(/\s+/, 3).join(' ').slice(0, 40);
const later = (): { come: Promise<void>; now: () => void } => {
  let now = (): void => undefined;
  const come = new Promise<void>((done) => {
    now = done;
  });
  return { come, now };
};

export function gated(inner: Database, lane: Lane, host: Host): Database {
  const { sched } = host;
  /** Throws `Dead` if the process died before or after the statement. */
  const statement = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    await sched.pause(lane.turnMs);
    if (host.alive()) host.strike('before', what);
    if (!host.alive()) throw new Dead();
    const value = await sched.native(work);
    await sched.pause(1);
    if (host.alive()) host.strike('after', what);
    if (!host.alive()) throw new Dead();
    return value;
  };
  /** Runs `work` on its own connection; a dead process never gets a result. */
  const connected = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!host.alive()) return never();
    const leave = await lane.take();
    const outcome = await work().then(
      (value) => ({ value }),
      (cause: unknown) => ({ cause }),
    );
    leave();
    if (!host.alive()) return never();
    if ('cause' in outcome) {
      failIfBroken(sched, outcome.cause);
      throw outcome.cause;
    }
    return outcome.value;
  };
  const transaction = <T>(work: (tx: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T> =>
    connected(async () => {
      const begun = later();
      const worked = later();
      const end = later();
      const outcome = inner.transaction(async (tx) => {
        begun.now();
        const worker = work({ query: (text, params) => statement(wordsOf(text), () => tx.query(text, params)) });
        await worker.then(worked.now, worked.now);
        await end.come;
        // The database rolls back transactions of a dead process.
        if (!host.alive()) throw new Dead();
        return worker;
      }, options);
      outcome.catch(() => undefined);
      await sched.native(() => Promise.race([begun.come, outcome]));
      await worked.come;
      await sched.pause(lane.turnMs);
      if (host.alive()) host.strike('before', 'commit');
      const value = await sched.native(() => {
        end.now();
        return outcome;
      });
      await sched.pause(1);
      if (host.alive()) host.strike('after', 'commit');
      return value;
    });
  return {
    kind: inner.kind,
    query: (text, params) => connected(() => statement(wordsOf(text), () => inner.query(text, params))),
    transaction,
    script: (text) => inner.script(text),
    listen: () => Promise.reject(new Error('a simulated server hears of moved scopes by the simulator')),
    prisma: inner.prisma,
    poolUse: () => inner.poolUse(),
    close: () => Promise.resolve(),
  };
}
