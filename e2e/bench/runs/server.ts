/**
 * The real server, which carries out one run on SIGUSR2 (BENCH_RUN: its kind) and prints the result. For the benchmarks
 * of runs.
 */
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { readConfig } from '@egoejo/server/platform/config/read-config.ts';
import { createLog } from '@egoejo/server/platform/observability/log.ts';
import { carryOut } from '@egoejo/server/saka/runs/runs.ts';
import { startServer } from '@egoejo/server/server.ts';

const kind: RunKind = process.env['BENCH_RUN'] === 'compost' ? 'compost' : 'redistribution';
const config = readConfig(process.env);
const server = await startServer(config, createLog(config.logLevel));
const { db, pokes } = server.deps;

async function run(): Promise<void> {
  const [clock] = await db.query<{ now: string }>('select iso(now()) as now');
  const start = performance.now();
  const done = await carryOut(
    { db, config, onMoved: (scopes) => pokes.moved(scopes) },
    { kind, at: clock?.now ?? '', source: 'command' },
  );
  const outcome = done.ok ? done.value.run : { fault: done.error.code };
  console.log(`\nRUN ${JSON.stringify({ ms: performance.now() - start, ...outcome })}`);
}
process.on('SIGUSR2', () => void run());
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(`ready on ${server.url}`);
