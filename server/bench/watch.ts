/** What a server process and its database use while something is measured. */
import { readFile } from 'node:fs/promises';
import type { Database } from '../src/platform/database.ts';

/** Megabytes of memory a process holds now; at most so far (`VmHWM`); of its own, without what it shares with others (`RssAnon`). */
export async function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM' | 'RssAnon' = 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kB = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  if (kB === undefined) throw new Error(`no memory of process ${pid}`);
  return Math.round(Number(kB) / 1024);
}

export interface Watched {
  /** Most megabytes the server held. */
  peakMb: number;
  /** Most connections of the server to its database. */
  connections: number;
  /** Of each time `/health` and `/ready` were asked, milliseconds until the answer. */
  health: number[];
  ready: number[];
  /** Times one of them was not answered, or not with 200. */
  unwell: number;
}

const EVERY_MS = 100;

/** Looks ten times a second until the function given back is called. @param db reached by socket, so that connections over TCP are the server's. */
export function watch(db: Database, server: { url: string; pid: number }): () => Promise<Watched> {
  const seen: Watched = { peakMb: 0, connections: 0, health: [], ready: [], unwell: 0 };
  const ask = async (path: string, times: number[]): Promise<void> => {
    const start = performance.now();
    const ok = await fetch(`${server.url}${path}`).then(async (answer) => (await answer.text(), answer.ok), () => false);
    times.push(performance.now() - start);
    if (!ok) seen.unwell++;
  };
  const look = async (): Promise<void> => {
    const [mb, [use]] = await Promise.all([
      memoryOf(server.pid),
      db.query<{ n: number }>(`select count(*) as n from pg_stat_activity where datname = current_database() and client_addr is not null`),
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
