/**
 * `npm test`: what a commit must pass, with one verdict at any date, on any machine. All choices by chance come from
 * one fixed seed, and what hangs is ended (pace.ts). What only explores is in `npm run explore`. The last
 * line is `N passed, N failed, N skipped` over all kinds of tests.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compiledOnce } from '@egoejo/server/testing/servers/server-process.ts';
import { browser, build, format, lint, simulator, types, unit } from './checks.ts';
import { paceOf } from './pace.ts';
import { root, runStep } from '../start/processes.mjs';
import { runChecks } from './report.ts';

/** Longest time of all phases together, s: what starts this may end it after 90 minutes, without a diagnosis. */
const LIMIT_S = 86 * 60;

const folder = join(root, '.test');
/** Servers and databases started by tests append a line each. */
const processLog = join(folder, 'processes.log');
/** The hash of the files that were last seen green. */
const green = join(folder, 'green');
await mkdir(folder, { recursive: true });
await Promise.all([processLog, green, join(folder, 'logs')].map((path) => rm(path, { recursive: true, force: true })));
process.env['EGOEJO_PROCESS_LOG'] = processLog;
process.env['EGOEJO_SEED'] = '1';
// Each test worker and each server that a test starts loads the same files: Node compiles them once.
Object.assign(process.env, compiledOnce);

const used = async (): Promise<string[]> => {
  const lines = (await readFile(processLog, 'utf8').catch(() => '')).split('\n').filter(Boolean);
  const servers = lines.filter((l) => l.startsWith('server '));
  return [
    ...new Set(lines.filter((l) => !l.startsWith('server '))),
    `server processes used (${servers.length}): ${servers.map((l) => l.slice(7)).join(', ') || 'none'}`,
  ];
};

/** Notes the tree of the last commit as green, unless files differ from it. */
async function noteGreen(): Promise<string> {
  const { output: changes } = await runStep('git', ['-C', root, 'status', '--porcelain', '--', '.', ':!docs/flaky.md']);
  const { code, output } = await runStep('git', ['-C', root, 'rev-parse', 'HEAD^{tree}']);
  if (code !== 0 || changes.trim() !== '') return 'green, with changes that are not committed';
  await writeFile(green, output);
  return `green: ${output.trim()}`;
}

process.exitCode = await runChecks([[...types, lint, format], [build], [unit('unit', [])], [simulator], [browser()]], {
  limitS: LIMIT_S,
  paceOf,
  last: async (passed) => [...(await used()), ...(passed ? [await noteGreen()] : [])],
});
