/** The checks that could catch a mutant. */
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { root } from '../start/processes.mjs';
import { reportFile, runApart, type TestReport } from '../broken/run-apart.ts';
import { options } from './mutant-options.ts';

export interface Step {
  name: string;
  file: string;
  args: string[];
  /** Working directory, relative to the copy's root. */
  cwd?: string;
  /** For tests: the wider set of tests in which to look for those that fail without a mutant. */
  widest?: string[];
}
/** Long time limits, so that a busy machine does not make a mutant appear caught; shorter ones where time matters. */
const [ofTest, ofHook, ofPoll] = options.fast ? [60_000, 90_000, 15_000] : [120_000, 240_000, 60_000];
const patience = ['--testTimeout', `${ofTest}`, '--hookTimeout', `${ofHook}`, '--expect.poll.timeout', `${ofPoll}`];
/** A step that runs tests. @param widest the set in which to look for tests that fail without a mutant */
export const vitest = (name: string, which: string[], widest = which): Step => ({
  name,
  file: process.execPath,
  args: [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...patience,
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
    '--passWithNoTests',
    ...which,
  ],
  widest,
});

const browserTests: Step[] = [
  { name: 'build', file: process.execPath, args: [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'client'] },
  {
    name: 'browser tests',
    file: process.execPath,
    args: [
      join(root, 'e2e/node_modules/@playwright/test/cli.js'),
      'test',
      '-x',
      '--config',
      'e2e/playwright.config.ts',
    ],
  },
];

/** The test files beside the module that begin with its name, or with its name less what follows a dash. */
async function nearest(folder: string, path: string): Promise<string[]> {
  const dir = dirname(path);
  const name = basename(path).replace(/\.\w+$/, '');
  const tests = (await readdir(join(folder, dir))).filter((file) => file.endsWith('.test.ts'));
  const own = tests.filter((file) => file.startsWith(name));
  return (own.length > 0 ? own : tests.filter((file) => file.startsWith(name.split('-')[0] ?? name))).map(
    (file) => `${dir}/${file}`,
  );
}

/** Tests that take longer than all others of their folders together; `--fast` leaves them out. */
const slow = ['recovery/history.long', 'exchange/old-clients'].map((name) => `server/src/sync/${name}.test.ts`);

const seeds = (count: number, from: number): Step => ({
  name: `${count} seeds of the simulator`,
  file: process.execPath,
  args: ['e2e/sim/main.ts', '--seeds', String(count), '--from', String(from), '--quick'],
});

/** The checks that could catch a mutant of `path`, cheapest first. `folder`: a copy of the tree. */
export async function stepsFor(folder: string, path: string): Promise<Step[]> {
  const pkg = path.slice(0, path.indexOf('/'));
  const bin = (name: string): string => join(root, 'node_modules/.bin', name);
  const projects =
    pkg === 'server' ? ['server', 'server-unit', 'tools'].flatMap((p) => ['--project', p]) : ['--project', pkg];
  const folders = [...new Set([dirname(path), `${pkg}/src/sync`])];
  const near = await nearest(folder, path);
  const widest = [...projects, `${folders[0]}/`];
  const types = { name: 'types', file: bin('tsc'), args: ['-p', pkg] };
  const lint = { name: 'lint', file: bin('oxlint'), args: ['--type-aware', '--deny-warnings', path] };
  const ofName = near.length > 0 ? [vitest('tests of its name', [...projects, ...near], widest)] : [];
  const code = path.endsWith('.ts');
  if (options.fast) {
    const all = [...projects, ...folders.map((of) => `${of}/`), ...slow.flatMap((test) => ['--exclude', test])];
    return [...(code ? [types] : []), ...ofName, ...(code ? [lint] : []), seeds(5, 1003), vitest('tests', all)];
  }
  return [
    ...(code ? [types, lint] : []),
    ...ofName,
    ...folders.map((of) => vitest(`tests of ${of}`, [...projects, `${of}/`])),
    vitest(`other tests of ${pkg}`, [...projects, ...folders.flatMap((of) => ['--exclude', `${of}/**`])]),
    seeds(8, 1),
    ...(options.browser ? browserTests : []),
  ];
}

/** Runs a step in a copy of the tree. */
export async function run(
  folder: string,
  step: Step,
): Promise<{ code: number; output: string; failure: TestReport | null }> {
  const { code, output, report } = await runApart(
    folder,
    [...options.prefix.split(' ').filter(Boolean), step.file, ...step.args],
    step.cwd,
  );
  return { code, output, failure: report };
}
