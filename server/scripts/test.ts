/** `npm test`: runs all checks. Its last line is `N passed, N failed, N skipped` over all kinds of tests. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { audit, browser, build, format, lint, proofs, simulator, types, unit } from './checks.ts';
import { root } from './processes.mjs';
import { runChecks } from './report.ts';
import { runSeed } from './run-seed.ts';

/** Servers and databases started by tests append a line each. */
const processLog = join(root, '.test/processes.log');
await mkdir(join(root, '.test'), { recursive: true });
await rm(processLog, { force: true });
process.env['EGOEJO_PROCESS_LOG'] = processLog;

const seed = await runSeed();
process.env['EGOEJO_SEED'] = String(seed);
console.log(`choices by chance: seed ${seed} (EGOEJO_SEED=${seed} npm test repeats them)`);

const used = async (): Promise<string[]> => {
  const lines = (await readFile(processLog, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const servers = lines.filter((l) => l.startsWith('server '));
  return [
    ...new Set(lines.filter((l) => !l.startsWith('server '))),
    `server processes used (${servers.length}): ${servers.map((l) => l.slice(7)).join(', ') || 'none'}`,
  ];
};

process.exitCode = await runChecks(
  [
    [...types, lint, format, audit],
    [build],
    // `npm test -- --coverage` counts the lines that were run, which takes longer.
    [unit('unit', [], { coverage: process.argv.includes('--coverage') })],
    // Neither of them keeps two processors busy alone.
    [simulator(seed), proofs(seed)],
    [browser],
  ],
  used,
);
