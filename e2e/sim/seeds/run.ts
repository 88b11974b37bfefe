/** Runs seeds in this process. Writes lines of JSON: each outcome, and the number of steps while a seed runs. */
import { setInterval } from 'node:timers';
import { inhabit } from '../scheduler/virtual.ts';
import { checkPlanted, modules, plantBug, plantSql } from '../builds/hooks.ts';
import { isLarge, isOnPostgres, LARGE, SMALL } from './plan.ts';
import type { Backend } from '../server/backend.ts';
import type { Outcome } from './seed.ts';

const [seeds = '', ...flags] = process.argv.slice(2);
const keepTrace = flags.includes('trace');
const only = flags.find((f) => f.startsWith('only='))?.slice('only='.length);
const planted = flags.find((f) => f.startsWith('plant='))?.slice('plant='.length);
if (planted !== undefined) plantBug(planted);
inhabit(null);

// Load the product only now, with simulated clock, timers and randomness, and with planted changes.
const { openEmbeddedBackend, openPostgresBackend } = await import('../server/backend.ts');
const { loadBuilds } = await import('../builds/builds.ts');
const { lastSteps, runSeed, stepsSoFar } = await import('./seed.ts');
const { shrink } = await import('./shrink.ts');

const open: { embedded?: Backend; postgres?: Backend } = {};
async function backendOf(seed: number): Promise<Backend> {
  if (isOnPostgres(seed)) return (open.postgres ??= await openPostgresBackend(plantSql));
  return (open.embedded ??= await openEmbeddedBackend(plantSql));
}
async function main(): Promise<void> {
  const builds = await loadBuilds();
  for (const seed of seeds.split(',').map(Number)) {
    running = seed;
    const backend = await backendOf(seed);
    checkPlanted();
    const size = isLarge(seed) ? LARGE : SMALL;
    const run = (limit: ReadonlySet<string> | null): Promise<Outcome> =>
      runSeed(seed, backend, builds, size, keepTrace, limit);
    const outcome = await run(only === undefined ? null : new Set(only.split(',')));
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
    if (flags.includes('shrink') && outcome.violation)
      process.stdout.write(`${JSON.stringify({ shrunk: await shrink(outcome, run) })}\n`);
    if ((planted !== undefined || flags.includes('first')) && outcome.violation) break;
  }
  if (flags.includes('modules')) process.stdout.write(`${JSON.stringify({ modules: modules() })}\n`);
}
let running = 0;
/** How often the number of steps is written, ms. A seed that hangs makes no step, and then nothing is written. */
const SIGN_OF_LIFE = 2000;
let told = 0;
setInterval(() => {
  const steps = stepsSoFar();
  if (steps !== told) process.stdout.write(`${JSON.stringify({ steps })}\n`);
  told = steps;
}, SIGN_OF_LIFE).unref();
process.on('beforeExit', () => {
  process.stderr.write(`seed ${running} waits for what will never come\n${lastSteps().join('\n')}\n`);
  process.exit(4);
});
let code = 0;
try {
  await main();
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`);
  code = 1;
}
await open.embedded?.close();
await open.postgres?.close();
process.exit(code);
