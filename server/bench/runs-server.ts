/** The real server, which carries out one run when told by SIGUSR2 (BENCH_RUN: its kind) and says how it went. For the benches of runs. */
import type { RunKind } from '@egoejo/shared/saka/compost.ts';
import { readConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import { carryOut } from '../src/saka/runs.ts';
import { startServer } from '../src/server.ts';

const kind: RunKind = process.env['BENCH_RUN'] === 'compost' ? 'compost' : 'redistribution';
const config = readConfig(process.env);
const server = await startServer(config, createLog(config.logLevel));
const { db, pokes } = server.deps;

async function run(): Promise<void> {
  const [clock] = await db.query<{ now: string }>('select iso(now()) as now');
  const start = performance.now();
  const done = await carryOut({ db, config, onMoved: (scopes) => pokes.moved(scopes) }, { kind, at: clock?.now ?? '', source: 'command' });
  console.log(`\nRUN ${JSON.stringify({ ms: performance.now() - start, ...(done.ok ? done.value.run : { fault: done.error.code }) })}`);
}
process.on('SIGUSR2', () => void run());
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(`ready on ${server.url}`);
