/**
 * Benchmarks of compost and redistribution. Each compares a run by a real server with one plain SQL statement, on fresh
 * copies of the same economy.
 */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { openPostgres } from '@egoejo/server/platform/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database.ts';
import type { RunRow } from '@egoejo/server/saka/run-row.ts';
import { startServer, type ServerProcess } from '@egoejo/server/testing/server-process.ts';
import { withDatabase } from '@egoejo/server/testing/template.ts';
import { compared, type BenchContext, type Measured } from './bench.ts';
import { bareRun, layIdle, loadEconomy } from './economy.ts';
import { memoryOf } from './watch.ts';

const entry = fileURLToPath(new URL('./runs-server.ts', import.meta.url));
/** Numbers of wallets for the growth measurement; the last is that of the benchmark itself. */
const SIZES = [10_000, 100_000, 1_000_000] as const;
export const MILLION = SIZES[2];
const templates = new Map<number, Promise<string>>();

/** URL of an economy of that size, created once and then only copied. */
function templateOf(context: BenchContext, members: number): Promise<string> {
  const made = templates.get(members) ?? make(context, members);
  templates.set(members, made);
  return made;
}
async function make(context: BenchContext, members: number): Promise<string> {
  context.say(`loading ${members} wallets`);
  const { tcpUrl } = await (await context.postgres()).createDatabase();
  const db = await openPostgres({ url: tcpUrl, max: 1 });
  await db.script('set statement_timeout = 0');
  await loadEconomy(db, { members, projects: 1000, grains: 1000 });
  await layIdle(db, members);
  await db.close();
  return tcpUrl;
}

/**
 * Runs work on a copy of the economy's files, so that each starts with the same pages. The copy is deleted afterwards.
 */
export async function onCopy<T>(context: BenchContext, members: number, work: (url: string) => Promise<T>): Promise<T> {
  const url = await templateOf(context, members);
  const admin = await openPostgres({ url: (await context.postgres()).server.url(), max: 1 });
  const name = `copy_${randomUUID().replaceAll('-', '')}`;
  try {
    await admin.script(`create database ${name} template ${new URL(url).pathname.slice(1)} strategy file_copy`);
    await admin.script('checkpoint');
    return await work(withDatabase(url, name));
  } finally {
    await admin.script(`drop database if exists ${name} with (force)`);
    await admin.close();
  }
}

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

async function bare(url: string, kind: RunKind, members: number): Promise<{ ms: number } & Sums> {
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

interface Run extends RunRow {
  /** Milliseconds from the order to the end of the last chunk, including freezing the list. */
  ms: number;
  idleMb: number;
  peakMb: number;
}
async function ours(url: string, kind: RunKind, members: number): Promise<Run> {
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

const seconds = (ms: number): number => Number((ms / 1000).toFixed(2));

/** Several rounds with a million wallets, then once each with fewer, for the growth measurement. */
export async function measureRuns(context: BenchContext, kind: RunKind): Promise<Measured> {
  const rounds: { value: number; baseline: number }[] = [];
  const runs: Run[] = [];
  const facts: Record<string, number | string> = {};
  for (let i = 0; i < context.rounds; i++) {
    const rival = await onCopy(context, MILLION, (url) => bare(url, kind, MILLION));
    const run = await onCopy(context, MILLION, (url) => ours(url, kind, MILLION));
    if (rival.wallets !== run.wallets || rival.grains !== run.grains)
      throw new Error(`the bare statement moved ${JSON.stringify(rival)}, the run ${run.wallets} and ${run.grains}`);
    rounds.push({ value: run.ms / 1000, baseline: rival.ms / 1000 });
    runs.push(run);
    context.say(
      `round ${i + 1}: ${seconds(run.ms)} s against ${seconds(rival.ms)} s; longest chunk ` +
        `${Math.round(run.longestChunkMs)} ms, longest wait ${Math.round(run.longestWaitMs)} ms, memory ` +
        `${run.idleMb} to ${run.peakMb} MB`,
    );
  }
  for (const members of SIZES.slice(0, -1)) {
    const rival = await onCopy(context, members, (url) => bare(url, kind, members));
    const run = await onCopy(context, members, (url) => ours(url, kind, members));
    Object.assign(facts, {
      [`s_${members}`]: seconds(run.ms),
      [`bare_${members}`]: seconds(rival.ms),
      [`chunk_${members}`]: Math.round(run.longestChunkMs),
      [`mb_${members}`]: run.peakMb - run.idleMb,
    });
  }
  const most = (of: (run: Run) => number): number => Math.round(Math.max(...runs.map(of)));
  const figures = compared(rounds);
  return {
    n: runs.reduce((sum, run) => sum + run.wallets, 0),
    unit: 's',
    ...figures,
    facts: {
      ...facts,
      [`s_${MILLION}`]: Number(figures.value.toFixed(2)),
      [`bare_${MILLION}`]: Number(figures.baseline.toFixed(2)),
      [`chunk_${MILLION}`]: most((r) => r.longestChunkMs),
      [`mb_${MILLION}`]: most((r) => r.peakMb - r.idleMb),
      wallets: runs[0]?.wallets ?? 0,
      grains: runs[0]?.grains ?? 0,
      chunks: most((r) => r.chunks),
      longestChunkMs: most((r) => r.longestChunkMs),
      longestWaitMs: most((r) => r.longestWaitMs),
      idleMb: most((r) => r.idleMb),
      peakMb: most((r) => r.peakMb),
    },
  };
}
