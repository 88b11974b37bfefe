/** Runs some seeds in this process; each outcome is a line of JSON on stdout. */
import './virtual.ts';
import { openEmbeddedBackend, openPostgresBackend, type Backend } from './backend.ts';
import { loadClient } from './builds.ts';
import { isLarge, isOnPostgres, SMALL, LARGE } from './plan.ts';
import { SeedRun } from './seed.ts';

const [seeds = '', ...flags] = process.argv.slice(2);
const keepTrace = flags.includes('trace');
const build = await loadClient('present');
const open: { embedded?: Backend; postgres?: Backend } = {};
const identity = (text: string): string => text;

async function backendOf(seed: number): Promise<Backend> {
  if (isOnPostgres(seed)) return (open.postgres ??= await openPostgresBackend(identity));
  return (open.embedded ??= await openEmbeddedBackend(identity));
}
try {
  for (const seed of seeds.split(',').map(Number)) {
    const outcome = await new SeedRun(seed, await backendOf(seed), build, isLarge(seed) ? LARGE : SMALL, keepTrace).run();
    process.stdout.write(`${JSON.stringify(outcome)}\n`);
  }
} finally {
  await open.embedded?.close();
  await open.postgres?.close();
}
process.exit(0);
