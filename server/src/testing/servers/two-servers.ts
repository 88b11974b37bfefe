/** Two server processes on one PostgreSQL, for tests of what two servers do at the same instant. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { openPostgres } from '../../platform/database/open-postgres.ts';
import type { Database } from '../../platform/database/database.ts';
import { createDatabase } from '../database/postgres.ts';
import type { Order, Report, Tasks } from './task-server.ts';
import { bareEnv } from './server-process.ts';

const program = fileURLToPath(new URL('task-server.ts', import.meta.url));

type Args<T> = T extends (db: Database, ...args: infer A) => unknown ? A : never;
type Value<T> = T extends (...args: never[]) => Promise<infer V> ? V : never;

/** A running server process that does the tasks it is sent. */
interface TaskServer {
  /** Does a task there, at once with those under way. Rejects with that process's error. */
  run<K extends keyof Tasks>(task: K, ...args: Args<Tasks[K]>): Promise<Value<Tasks[K]>>;
  close(): Promise<void>;
}

/** Starts a process and waits until it has the database at `url` open. */
export async function startTaskServer(url: string): Promise<TaskServer> {
  const child = fork(program, {
    env: { ...bareEnv(), NODE_ENV: 'test', DATABASE_URL: url },
    execArgv: [],
    serialization: 'advanced',
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      for (const { reject } of waiting.values()) reject(new Error(`the server process ended: ${code ?? signal}`));
      resolve();
    });
  });
  const first = once(child, 'message');
  if ((await Promise.race([first, ended])) === undefined)
    throw new Error('the server process ended before it was ready');
  child.on('message', (report: Report) => {
    const { resolve, reject } = waiting.get(report.id)!;
    waiting.delete(report.id);
    if ('error' in report) reject(new Error(report.error));
    else resolve(report.value);
  });
  let last = 0;
  return {
    run: (task, ...args) =>
      new Promise((resolve, reject) => {
        const order: Order = { id: ++last, task, args };
        waiting.set(order.id, { resolve: (value) => resolve(value as Value<Tasks[typeof task]>), reject });
        child.send(order);
      }),
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

interface TwoServers {
  /** A connection of the test itself. */
  db: Database;
  url: string;
  one: TaskServer;
  two: TaskServer;
}

/** Tests on a real PostgreSQL with two server processes, which are started once for the block on one fresh database. */
export function onTwoServers(title: string, tests: (at: () => TwoServers) => void): void {
  describe(title, () => {
    let at: TwoServers | undefined;
    let close = async (): Promise<void> => undefined;
    beforeAll(async () => {
      const { url, drop } = await createDatabase();
      const [db, one, two] = await Promise.all([openPostgres({ url }), startTaskServer(url), startTaskServer(url)]);
      at = { db, url, one, two };
      close = async () => {
        await Promise.all([db.close(), one.close(), two.close()]);
        await drop();
      };
    });
    afterAll(() => close());
    tests(() => {
      if (!at) throw new Error('the servers run only while tests run');
      return at;
    });
  });
}
