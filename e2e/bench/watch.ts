/** Measures the resources that a server process and its database use during a benchmark. */
import { readFile } from 'node:fs/promises';
import type { Database } from '@egoejo/server/platform/database/database.ts';

/**
 * Memory of a process in megabytes: now (`VmRSS`), the peak so far (`VmHWM`), or without memory shared with other
 * processes (`RssAnon`).
 */
export async function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM' | 'RssAnon' = 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kB = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kB === undefined) throw new Error(`no memory of process ${pid}`);
  return Math.round(Number(kB) / 1024);
}

export interface Watched {
  /** Peak memory of the server, in megabytes. */
  peakMb: number;
  /** Peak number of the server's database connections. */
  connections: number;
  /** Response times of `/health` and `/ready`, in milliseconds. */
  health: number[];
  ready: number[];
  /** How often one of them did not answer with 200. */
  unwell: number;
}

const EVERY_MS = 100;

/**
 * Samples ten times a second until the returned function is called. @param db connected by socket, so that TCP
 * connections are the server's.
 */
export function watch(db: Database, server: { url: string; pid: number }): () => Promise<Watched> {
  const seen: Watched = { peakMb: 0, connections: 0, health: [], ready: [], unwell: 0 };
  const ask = async (path: string, times: number[]): Promise<void> => {
    const start = performance.now();
    const ok = await fetch(`${server.url}${path}`).then(
      async (answer) => (await answer.text(), answer.ok),
      () => false,
    );
    times.push(performance.now() - start);
    if (!ok) seen.unwell++;
  };
  const look = async (): Promise<void> => {
    const [mb, [use]] = await Promise.all([
      memoryOf(server.pid),
      db.query<{ n: number }>(
        `select count(*) as n from pg_stat_activity where datname = current_database() and client_addr is not null`,
      ),
      ask('/health', seen.health),
      ask('/ready', seen.ready),
    ]);
    seen.peakMb = Math.max(seen.peakMb, mb);
    seen.connections = Math.max(seen.connections, use?.n ?? 0);
  };
  const looks: Promise<unknown>[] = [];
  const failures: unknown[] = [];
  const timer = setInterval(() => looks.push(look().catch((error: unknown) => failures.push(error))), EVERY_MS);
  return async () => {
    clearInterval(timer);
    await Promise.all(looks);
    if (failures.length > 0) throw failures[0];
    return seen;
  };
}
