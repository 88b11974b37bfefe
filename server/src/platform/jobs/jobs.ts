/**
 * Scheduled and queued work, by pg-boss on our own connections. A handler runs at least once, so it must be idempotent
 * by its key. A restore drops all jobs: what must survive is an event (docs/decisions/70-three-queues.md).
 */
import { PgBoss, type Db } from 'pg-boss';
import type { Database, Queryable } from '../database/database.ts';
import type { Log } from '../observability/log.ts';
import { openQueue, forgetSchedules, type Work } from './job-queues.ts';

interface EnqueueOptions {
  /** At most one job with this key waits or runs; another one is dropped, because it would do the same work. */
  key?: string;
  startAfter?: Date;
  /**
   * The owner of this job, such as a member's id, in a queue that serves owners in turn: first the first waiting job of
   * each owner, then the second of each, however many one owner enqueues.
   */
  turn?: string;
  /** Enqueues in the caller's transaction: without a commit there is no job. */
  tx?: Queryable;
}
interface HandleOptions {
  retries?: number;
  seconds?: number;
  /** How many run at once in this process; default 1. */
  places?: number;
  /** How many run at once for each `turn`, over all processes. */
  aTurn?: number;
}
export interface Jobs {
  /** Registers the handler of queued work. Call it before `start`. */
  handle<Data extends object>(name: string, handler: (data: Data) => Promise<void>, options?: HandleOptions): void;
  /**
   * Registers work at fixed times (cron, UTC), which runs on one server only; `atStart`: also soon after a
   * server starts. Call it before `start`.
   */
  schedule(name: string, cron: string, handler: () => Promise<void>, options?: { atStart?: boolean }): void;
  enqueue(name: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** Retries finally failed jobs of one name. @returns how many wait again. */
  again(name: string, ids: readonly string[]): Promise<number>;
  start(): Promise<void>;
  /** Waits at most `ms` for running work to finish. */
  stop(ms: number): Promise<void>;
  running(): boolean;
  /** True from `stop` on: a handler should then leave work that the next process can continue. */
  stopping(): boolean;
}

/**
 * The position of a new job in a queue that serves owners in turn: one behind the owner's last job, and never before
 * the first waiting job, so that a frequent owner does not overtake those who wait (start-time fair queueing). pg-boss
 * takes the highest priority first, so the position is stored as a negative priority.
 */
const NEXT_TURN = `select greatest(
    coalesce((select max(-priority) + 1 from pgboss.job where name = $1 and group_id = $2 and state < 'completed'), 0),
    coalesce((select min(-priority) from pgboss.job where name = $1 and state < 'active'), 0)) as turn`;

/** A pg-boss connection over our pool; pg-boss sends several statements at once only without parameters. */
function connection(q: Queryable, script?: Database['script']): Db {
  return {
    async executeSql(text, values) {
      if (script && !values?.length) return { rows: await script(text) };
      return { rows: await q.query(text, values ?? []) };
    },
  };
}

/** Work at the start waits so long, so that a first start has loaded its content. */
const SOON_S = 30;

export function createJobs(db: Database, log: Log): Jobs {
  const works = new Map<string, Work>();
  const boss = new PgBoss({
    db: connection(db, (text) => db.script(text)),
    backend: db.kind === 'embedded' ? 'pglite' : 'postgres',
    reindex: false,
    monitorVacuum: false,
    registerInstance: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'jobs'));
  let running = false;
  let stopping = false;
  const add = (name: string, work: Work): void => {
    if (works.has(name)) throw new Error(`two handlers for job ${name}`);
    works.set(name, work);
  };
  return {
    handle: (name, handler, { retries = 5, seconds = 300, places = 1, aTurn } = {}) =>
      add(name, { handler: (data) => handler(data as Parameters<typeof handler>[0]), retries, seconds, places, aTurn }),
    schedule: (name, cron, handler, { atStart = false } = {}) =>
      add(name, { handler, cron, atStart, retries: 2, seconds: 3600 }),
    async enqueue(name, data, { key, startAfter, turn, tx } = {}) {
      const [next] = turn === undefined ? [] : await (tx ?? db).query<{ turn: number }>(NEXT_TURN, [name, turn]);
      await boss.send(name, data, {
        singletonKey: key ?? crypto.randomUUID(),
        ...(startAfter && { startAfter }),
        ...(turn !== undefined && { group: { id: turn }, priority: -(next?.turn ?? 0) }),
        ...(tx && { db: connection(tx) }),
      });
    },
    async again(name, ids) {
      // A scheduled job comes back by itself, and a waiting job with the same key would do the same work.
      if (works.get(name)?.cron !== undefined) return 0;
      let n = 0;
      for (const id of ids) {
        const [other] = await db.query(
          `select from pgboss.job f join pgboss.job w on w.name = f.name and w.singleton_key = f.singleton_key
            and w.state in ('created', 'retry', 'active') where f.name = $1 and f.id = $2`,
          [name, id],
        );
        if (other) continue;
        await boss.retry(name, id);
        n++;
      }
      return n;
    },
    async start() {
      await boss.start();
      for (const [name, work] of works) await openQueue(boss, log, name, work);
      await forgetSchedules(boss, works);
      for (const [name, { atStart }] of works) if (atStart === true) await boss.send(name, {}, { startAfter: SOON_S });
      running = true;
    },
    async stop(ms) {
      running = false;
      stopping = true;
      await boss.stop({ graceful: true, timeout: ms, close: false });
    },
    running: () => running,
    stopping: () => stopping,
  };
}
