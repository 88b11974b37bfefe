/** Scheduled and queued work, by pg-boss on our own connections. A handler runs at least once: it is idempotent by its key. */
import { PgBoss, type Db } from 'pg-boss';
import type { Database, Queryable } from './database.ts';
import type { Log } from './log.ts';

export interface EnqueueOptions {
  /** At most one job of this key waits or runs; another one is dropped, it would do the same. */
  key?: string;
  startAfter?: Date;
  /** Enqueues with the caller's transaction: no commit, no job. */
  tx?: Queryable;
}
export interface Jobs {
  /** Names the handler of queued work. Before `start`. */
  handle<Data extends object>(name: string, handler: (data: Data) => Promise<void>, options?: { retries?: number; seconds?: number }): void;
  /** Work at set times (cron, UTC), on one server only. Before `start`. */
  schedule(name: string, cron: string, handler: () => Promise<void>): void;
  enqueue(name: string, data: object, options?: EnqueueOptions): Promise<void>;
  /** Tries jobs of one name that failed for good once more. @returns how many wait again. */
  again(name: string, ids: readonly string[]): Promise<number>;
  start(): Promise<void>;
  /** Running work finishes first, for at most `ms`. */
  stop(ms: number): Promise<void>;
  running(): boolean;
  /** From `stop` on: what can be taken up again by the next process is left. */
  stopping(): boolean;
}

interface Work {
  handler: (data: object) => Promise<void>;
  cron?: string;
  retries: number;
  seconds: number;
}

/** pg-boss speaks to a pool; it sends several statements at once only without parameters. */
function connection(q: Queryable, script?: Database['script']): Db {
  return {
    async executeSql(text, values) {
      if (script && !values?.length) return { rows: await script(text) };
      return { rows: await q.query(text, values ?? []) };
    },
  };
}

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
    handle: (name, handler, { retries = 5, seconds = 300 } = {}) => add(name, { handler: (data) => handler(data as Parameters<typeof handler>[0]), retries, seconds }),
    schedule: (name, cron, handler) => add(name, { handler, cron, retries: 2, seconds: 3600 }),
    async enqueue(name, data, { key, startAfter, tx } = {}) {
      await boss.send(name, data, {
        singletonKey: key ?? crypto.randomUUID(),
        ...(startAfter && { startAfter }),
        ...(tx && { db: connection(tx) }),
      });
    },
    async again(name, ids) {
      // A scheduled one comes by itself, and one that waits under the same key would do the same.
      if (works.get(name)?.cron !== undefined) return 0;
      let n = 0;
      for (const id of ids) {
        const [other] = await db.query(
          `select from pgboss.job f join pgboss.job w on w.name = f.name and w.singleton_key = f.singleton_key and w.state in ('created', 'retry', 'active') where f.name = $1 and f.id = $2`, [name, id],
        );
        if (other) continue;
        await boss.retry(name, id);
        n++;
      }
      return n;
    },
    async start() {
      await boss.start();
      for (const [name, work] of works) await begin(boss, log, name, work);
      await forgetSchedules(boss, works);
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

async function begin(boss: PgBoss, log: Log, name: string, { handler, cron, retries, seconds }: Work): Promise<void> {
  await boss.createQueue(name, { policy: 'exclusive', retryLimit: retries, retryDelay: 2, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: seconds, deleteAfterSeconds: 86_400 });
  await boss.work<object>(name, { pollingIntervalSeconds: 2 }, async (jobs) => {
    for (const job of jobs) {
      try {
        await handler(job.data);
      } catch (error) {
        log.error({ err: error, job: name }, 'a job failed');
        throw error;
      }
    }
  });
  if (cron !== undefined) await boss.schedule(name, cron, null, { tz: 'UTC' });
}

/** Schedules of an older version, which nobody handles any more. */
async function forgetSchedules(boss: PgBoss, works: ReadonlyMap<string, Work>): Promise<void> {
  for (const { name } of await boss.getSchedules()) {
    if (works.get(name)?.cron === undefined) await boss.unschedule(name);
  }
}
