/** The two sides of a benchmark of runs: a run by a real server, and one plain SQL statement. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { RunRow } from '@egoejo/server/saka/runs/run-row.ts';
import { startServer, type ServerProcess } from '@egoejo/server/testing/servers/server-process.ts';
import { bareRun } from '../database/economy.ts';
import { memoryOf } from '../watch.ts';

const entry = fileURLToPath(new URL('./server.ts', import.meta.url));

interface Sums {
  wallets: number;
  grains: number;
}

/** The sums that a run moved according to the ledger; throws when the total of wallets and Silo has changed. */
async function countRun(db: Database, kind: RunKind, members: number): Promise<Sums> {
  const reason = kind === 'compost' ? 'compost' : 'silo_redistribution';
  const [moved] = await db.query<Sums>(
    'select count(distinct member) as wallets, sum(amount)::bigint as grains from transfer where reason = $1',
    [reason],
  );
  const [held] = await db.query<{ n: number; least: number }>(
    'select sum(balance)::bigint + (select balance from silo) as n, min(balance) as least from wallet',
  );
  if (!moved || held?.n !== members * 1100 || held.least < 0)
    throw new Error(`the sums differ after ${kind}: ${JSON.stringify(held)}`);
  return moved;
}

/** Carries out a run as one plain statement, and measures it. */
export async function bare(url: string, kind: RunKind, members: number): Promise<{ ms: number } & Sums> {
  const db = await openPostgres({ url, max: 1 });
  try {
    const start = performance.now();
    // The pool's statement timeout is meant for members' calls.
    await db.script(`set statement_timeout = 0;${bareRun[kind]}`);
    const ms = performance.now() - start;
    return { ms, ...(await countRun(db, kind, members)) };
  } finally {
    await db.close();
  }
}

export interface Run extends RunRow {
  /** Milliseconds from the order to the end of the last chunk, including freezing the list. */
  ms: number;
  idleMb: number;
  peakMb: number;
}
/** Carries out a run by a real server, and measures its time and memory. */
export async function ours(url: string, kind: RunKind, members: number): Promise<Run> {
  const server = await startServer({
    databaseUrl: url,
    entry,
    env: { NODE_ENV: 'production', BENCH_RUN: kind, SAKA_SILO_REDISTRIBUTION_ENABLED: 'on' },
  });
  const db = await openPostgres({ url, max: 1 });
  try {
    const { pid } = server;
    // Reset the peak memory counter.
    await writeFile(`/proc/${pid()}/clear_refs`, '5');
    const idleMb = await memoryOf(pid());
    process.kill(pid(), 'SIGUSR2');
    const run = await told(server);
    const peakMb = await memoryOf(pid(), 'VmHWM');
    const counted = await countRun(db, kind, members);
    if (counted.wallets !== run.wallets || counted.grains !== run.grains)
      throw new Error(
        `the run says ${run.wallets} wallets and ${run.grains} grains, its transfers ${JSON.stringify(counted)}`,
      );
    return { ...run, idleMb, peakMb };
  } finally {
    await db.close();
    await server.close();
  }
}
async function told(server: ServerProcess): Promise<Omit<Run, 'idleMb' | 'peakMb'>> {
  for (;;) {
    const line = /^RUN (.*)$/m.exec(server.output())?.[1];
    if (line !== undefined) {
      const run = JSON.parse(line) as Omit<Run, 'idleMb' | 'peakMb'> & { fault?: string };
      if (run.fault !== undefined) throw new Error(run.fault);
      return run;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    // Throws if the server has died.
    process.kill(server.pid(), 0);
  }
}
