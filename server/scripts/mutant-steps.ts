/** The checks that could catch a mutant. */
import { basename, dirname, join } from 'node:path';
import { root } from './processes.mjs';
import { reportFile, runApart, type TestReport } from './run-apart.ts';
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
/** Long time limits, so that a busy machine does not make a mutant appear caught. */
const patience = ['--testTimeout', '120000', '--hookTimeout', '240000', '--expect.poll.timeout', '60000'];
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

/** The checks that could catch a mutant of `path`, cheapest first. */
export function stepsFor(path: string): Step[] {
  const pkg = path.slice(0, path.indexOf('/'));
  const bin = (name: string): string => join(root, 'node_modules/.bin', name);
  const projects = pkg === 'server' ? ['--project', 'server', '--project', 'server-unit'] : ['--project', pkg];
  const folders = [...new Set([dirname(path), `${pkg}/src/sync`])];
  const statics = [
    { name: 'types', file: bin('tsc'), args: ['-p', pkg] },
    { name: 'lint', file: bin('oxlint'), args: ['--type-aware', '--deny-warnings', path] },
  ];
  return [
    ...(path.endsWith('.ts') ? statics : []),
    vitest(
      'tests of its name',
      [...projects, `${dirname(path)}/${basename(path).replace(/\.\w+$/, '.test.')}`],
      [...projects, `${folders[0]}/`],
    ),
    ...folders.map((folder) => vitest(`tests of ${folder}`, [...projects, `${folder}/`])),
    vitest(`other tests of ${pkg}`, [...projects, ...folders.flatMap((folder) => ['--exclude', `${folder}/**`])]),
    { name: 'simulator', file: process.execPath, args: ['e2e/sim/main.ts', '--seeds', '8', '--from', '1'] },
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
