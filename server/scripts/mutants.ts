/**
 * `npm run mutants`: mutation testing of the sync. How many one-token mutations do the checks of `npm test` catch?
 *
 *   npm run mutants -- --count 40 --seed 1           a seeded choice of 40, each tried on a copy of the last commit
 *   npm run mutants -- --count 40 --seed 1 --only 3,17   two of them again, after a test was written
 *   --list            only lists them                --at COMMIT      another commit than the last
 *   --browser         also the browser tests, last (minutes for each mutant that gets so far)
 *   --green           assumes that nothing fails without a mutant, and does not check it first
 *   --lanes N         as many at a time              --prefix WORDS   put before each check, for example 'nice -n 19'
 *
 * A mutant is caught when a check fails or does not end. The cheapest checks run first: types, lint, the tests with its
 * name, those of its folder, all tests, the simulator. Test files and checks that fail without any mutant are reported
 * and left out, because they would catch every mutant.
 */
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { mutated, mutationsOf, type Mutation } from './mutations.ts';
import { root } from './processes.mjs';
import { reportFile, runApart, type TestReport } from './run-apart.ts';
import { copyTree, type TreeCopy } from './tree-copy.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    list: { type: 'boolean', default: false },
    at: { type: 'string', default: 'HEAD' },
    lanes: { type: 'string', default: '1' },
    browser: { type: 'boolean', default: false },
    green: { type: 'boolean', default: false },
    prefix: { type: 'string', default: '' },
  },
});

interface Mutant extends Mutation {
  number: number;
  path: string;
  line: number;
  before: string;
}

const where = [
  'client/src/sync/*.ts',
  'server/src/sync/*.ts',
  'server/src/**/settle.sql',
  'server/src/saka/ledger.sql',
];

/** The choice depends on the seed and on each mutated line, but not on the rest of its file. */
async function choose(folder: string): Promise<Mutant[]> {
  const all: (Mutant & { draw: string })[] = [];
  for await (const path of glob(where, { cwd: folder })) {
    if (path.endsWith('.test.ts')) continue;
    const text = await readFile(join(folder, path), 'utf8');
    const seen = new Map<string, number>();
    for (const m of mutationsOf(path, text)) {
      const from = text.lastIndexOf('\n', m.start - 1) + 1;
      const what = [
        path,
        text.slice(from, text.indexOf('\n', m.start)).trim(),
        text.slice(m.start, m.end),
        m.text,
      ].join('\n');
      const copies = seen.get(what) ?? 0;
      seen.set(what, copies + 1);
      const draw = createHash('sha256').update([options.seed, what, copies].join('\n')).digest('hex');
      all.push({
        ...m,
        number: 0,
        path,
        line: text.slice(0, m.start).split('\n').length,
        before: text.slice(m.start, m.end),
        draw,
      });
    }
  }
  console.error(`${all.length} possible mutants`);
  return all
    .sort((a, b) => a.draw.localeCompare(b.draw))
    .slice(0, Number(options.count))
    .map((m, i) => ({ ...m, number: i + 1 }));
}

interface Step {
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
const vitest = (name: string, which: string[], widest = which): Step => ({
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
function stepsFor(path: string): Step[] {
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

async function run(folder: string, step: Step): Promise<{ code: number; output: string; failure: TestReport | null }> {
  const { code, output, report } = await runApart(
    folder,
    [...options.prefix.split(' ').filter(Boolean), step.file, ...step.args],
    step.cwd,
  );
  return { code, output, failure: report };
}

/**
 * The test files that fail without a mutant, by step: determined once each, one after the other, in an unmodified copy.
 */
const red = new Map<string, Promise<string[]>>();
let asking: Promise<unknown> = Promise.resolve();
function redAlready(untouched: string, widest: string[]): Promise<string[]> {
  const key = widest.join(' ');
  const asked = red.get(key) ?? asking.then(() => askRed(untouched, widest));
  red.set(key, asked);
  asking = asked;
  return asked;
}
/** Whether a step other than tests passes without a mutant; if it fails, its result is meaningless. */
const passing = new Map<string, Promise<boolean>>();
function passes(untouched: string, step: Step): Promise<boolean> {
  const key = step.args.join(' ');
  const asked =
    passing.get(key) ??
    asking.then(async () => {
      const { code } = await run(untouched, step);
      if (code !== 0) console.error(`${step.name}: fails without a mutant, left out`);
      return code === 0;
    });
  passing.set(key, asked);
  asking = asked;
  return asked;
}
async function askRed(untouched: string, which: string[]): Promise<string[]> {
  const { failure, output } = await run(untouched, vitest('', which));
  if (!failure) throw new Error(`${which.join(' ')}: no report without a mutant: ${output.slice(-500)}`);
  const files = failure.testResults.filter((t) => t.status === 'failed').map((t) => relative(untouched, t.name));
  if (files.length > 0) console.error(`red without a mutant, left out: ${files.join(', ')}`);
  return files;
}

/** @returns a description of the failure; null when the check passed. */
async function runCheck(folder: string, step: Step): Promise<string | null> {
  const { code, output, failure } = await run(folder, step);
  if (code === 0) return null;
  if (!failure) {
    const complaint = / \d\) .*|error TS.*|[\w-]+\([\w-]+\): .*|[Ee]rror.*/.exec(output)?.[0] ?? output.slice(-200);
    return `${step.name}: ${code === 124 || code === 137 ? 'does not end' : complaint}`;
  }
  const tests = failure.testResults.flatMap((t) =>
    t.assertionResults.filter((a) => a.status === 'failed').map((a) => `${basename(t.name)}: ${a.fullName}`),
  );
  return (
    tests[0] ??
    failure.testResults.filter((t) => t.message).map((t) => `${basename(t.name)}: ${t.message.split('\n')[0]}`)[0] ??
    `${step.name}: exit ${code}`
  );
}

async function tryMutant(folder: string, mutant: Mutant, untouched: string): Promise<string | null> {
  const file = join(folder, mutant.path);
  const text = await readFile(file, 'utf8');
  await writeFile(file, mutated(text, mutant));
  try {
    for (const step of stepsFor(mutant.path)) {
      if (step.widest)
        step.args.push(
          '--bail',
          '1',
          ...(options.green ? [] : await redAlready(untouched, step.widest)).flatMap((test) => ['--exclude', test]),
        );
      const failure = await runCheck(folder, step);
      if (failure !== null && (step.widest !== undefined || options.green || (await passes(untouched, step))))
        return failure;
    }
    return null;
  } finally {
    await writeFile(file, text);
  }
}

const cell = (text: string): string =>
  text
    .replaceAll('\n', ' ')
    .replaceAll('|', String.raw`\|`)
    .replace(/\s+/g, ' ')
    .trim();
const row = (m: Mutant, caught: string): string =>
  `| ${m.number} | ${m.path}:${m.line} | \`${cell(m.before) || '—'}\` → \`${cell(m.text) || '—'}\` | ${caught} |`;

async function main(): Promise<number> {
  const copies: TreeCopy[] = [];
  const stop = (): void => process.exit(130);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const untouched = await copyTree(options.at);
    copies.push(untouched);
    const chosen = await choose(untouched.folder);
    const only = options.only?.split(',').map(Number);
    const queue = chosen.filter((m) => only?.includes(m.number) ?? true);
    const rows = new Map<number, string>();
    if (options.list) queue.forEach((m) => rows.set(m.number, row(m, '')));
    else {
      const lanes: TreeCopy[] = [];
      for (let i = 0; i < Number(options.lanes); i++) lanes.push(await copyTree(options.at));
      copies.push(...lanes);
      await Promise.all(
        lanes.map(async ({ folder }) => {
          for (let m = queue.shift(); m; m = queue.shift()) {
            const failure = await tryMutant(folder, m, untouched.folder);
            rows.set(m.number, row(m, failure === null ? '**survived**' : cell(failure)));
            console.error(rows.get(m.number));
          }
        }),
      );
    }
    const table = [...rows].sort(([a], [b]) => a - b).map(([, text]) => text);
    console.log(['| # | where | before → after | caught by |', '|---|---|---|---|', ...table].join('\n'));
    if (!options.list)
      console.log(`\n${table.filter((t) => !t.includes('**survived**')).length} of ${table.length} caught`);
    return 0;
  } finally {
    for (const copy of copies) await copy.remove();
  }
}

process.exitCode = await main();
