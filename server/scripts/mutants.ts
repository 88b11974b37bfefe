/**
 * `npm run mutants`: how many one-token slips in the sync do the checks of `npm test` catch?
 *
 *   npm run mutants -- --count 40 --seed 1           a seeded choice of 40, each tried on a copy of the last commit
 *   npm run mutants -- --count 40 --seed 1 --only 3,17   two of them again, after a test was written
 *   --list            only says which            --at COMMIT      another commit than the last
 *   --browser         also the browser tests, last (minutes for each that comes so far)
 *   --green           nothing fails without a mutant: that is known, and not asked first
 *   --lanes N         as many at a time          --prefix WORDS   put before each check, for example 'nice -n 19'
 *
 * A mutant is caught when a check fails or does not end. Cheapest first: types, lint, the tests of its name, of its folder, all,
 * the simulator. Test files and checks that fail without any mutant are named and left out: they would catch every one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { mutated, mutationsOf, type Mutation } from './mutations.ts';
import { root } from './processes.mjs';
import { copyTree, type TreeCopy } from './tree-copy.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, list: { type: 'boolean', default: false },
    at: { type: 'string', default: 'HEAD' }, lanes: { type: 'string', default: '1' }, browser: { type: 'boolean', default: false }, green: { type: 'boolean', default: false }, prefix: { type: 'string', default: '' },
  },
});

interface Mutant extends Mutation {
  number: number;
  path: string;
  line: number;
  before: string;
}

const where = ['client/src/sync/*.ts', 'server/src/sync/*.ts', 'server/src/**/settle.sql', 'server/src/saka/ledger.sql'];

/** The choice depends on the seed and on each mutated line, not on what stands elsewhere in its file. */
async function choose(folder: string): Promise<Mutant[]> {
  const all: (Mutant & { draw: string })[] = [];
  for await (const path of glob(where, { cwd: folder })) {
    if (path.endsWith('.test.ts')) continue;
    const text = await readFile(join(folder, path), 'utf8');
    const seen = new Map<string, number>();
    for (const m of mutationsOf(path, text)) {
      const from = text.lastIndexOf('\n', m.start - 1) + 1;
      const what = [path, text.slice(from, text.indexOf('\n', m.start)).trim(), text.slice(m.start, m.end), m.text].join('\n');
      const copies = seen.get(what) ?? 0;
      seen.set(what, copies + 1);
      const draw = createHash('sha256').update([options.seed, what, copies].join('\n')).digest('hex');
      all.push({ ...m, number: 0, path, line: text.slice(0, m.start).split('\n').length, before: text.slice(m.start, m.end), draw });
    }
  }
  console.error(`${all.length} possible mutants`);
  return all.sort((a, b) => a.draw.localeCompare(b.draw)).slice(0, Number(options.count)).map((m, i) => ({ ...m, number: i + 1 }));
}

interface Step {
  name: string;
  file: string;
  args: string[];
  /** Where it runs, from the copy's root. */
  cwd?: string;
  /** Of tests: which may tell what fails without a mutant. */
  widest?: string[];
}
const report = '.test/mutant.json';
/** Patient: a busy machine must not catch mutants by its slowness. */
const patience = ['--testTimeout', '120000', '--hookTimeout', '240000', '--expect.poll.timeout', '60000'];
const vitest = (name: string, which: string[], widest = which): Step => ({
  name,
  file: process.execPath,
  args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...patience, '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests', ...which],
  widest,
});

const browserTests: Step[] = [
  { name: 'build', file: process.execPath, args: [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'client'] },
  { name: 'browser tests', file: process.execPath, args: [join(root, 'e2e/node_modules/@playwright/test/cli.js'), 'test', '-x', '--config', 'e2e/playwright.config.ts'] },
];

/** What could catch a mutant of `path`, cheapest first. */
function stepsFor(path: string): Step[] {
  const pkg = path.slice(0, path.indexOf('/'));
  const bin = (name: string): string => join(root, 'node_modules/.bin', name);
  const projects = pkg === 'server' ? ['--project', 'server', '--project', 'server-unit'] : ['--project', pkg];
  const folders = [...new Set([dirname(path), `${pkg}/src/sync`])];
  const statics = [{ name: 'types', file: bin('tsc'), args: ['-p', pkg] }, { name: 'lint', file: bin('oxlint'), args: ['--type-aware', '--deny-warnings', path] }];
  return [
    ...(path.endsWith('.ts') ? statics : []),
    vitest('tests of its name', [...projects, `${dirname(path)}/${basename(path).replace(/\.\w+$/, '.test.')}`], [...projects, `${folders[0]}/`]),
    ...folders.map((folder) => vitest(`tests of ${folder}`, [...projects, `${folder}/`])),
    vitest(`other tests of ${pkg}`, [...projects, ...folders.flatMap((folder) => ['--exclude', `${folder}/**`])]),
    { name: 'simulator', file: process.execPath, args: ['server/sim/main.ts', '--seeds', '8', '--from', '1'] },
    ...(options.browser ? browserTests : []),
  ];
}

interface Failure {
  testResults: { name: string; status: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Checks under way, each with a process group of its own: they end with us, so that nothing writes into a copy that is gone. */
const underWay = new Set<ChildProcess>();
process.once('exit', () => {
  for (const { pid } of underWay) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
});

async function run(folder: string, step: Step): Promise<{ code: number; output: string; failure: Failure | null }> {
  const [file = '', ...args] = [...options.prefix.split(' ').filter(Boolean), step.file, ...step.args];
  await rm(join(folder, report), { force: true });
  const child = spawn(file, args, { cwd: join(folder, step.cwd ?? '.'), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  underWay.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = await once(child, 'close');
  underWay.delete(child);
  const failure = await readFile(join(folder, report), 'utf8').then((text): Failure => JSON.parse(text), () => null);
  return { code: typeof code === 'number' ? code : 137, output, failure };
}

/** The test files that fail without a mutant, by step: asked once each, one after the other, of a copy that nobody breaks. */
const red = new Map<string, Promise<string[]>>();
let asking: Promise<unknown> = Promise.resolve();
function redAlready(untouched: string, widest: string[]): Promise<string[]> {
  const key = widest.join(' ');
  const asked = red.get(key) ?? asking.then(() => askRed(untouched, widest));
  red.set(key, asked);
  asking = asked;
  return asked;
}
/** Whether a step that is not of tests passes without a mutant: one that fails says nothing. */
const passing = new Map<string, Promise<boolean>>();
function passes(untouched: string, step: Step): Promise<boolean> {
  const key = step.args.join(' ');
  const asked = passing.get(key) ?? asking.then(async () => {
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

/** @returns what failed, in words; null when the check passed. */
async function runCheck(folder: string, step: Step): Promise<string | null> {
  const { code, output, failure } = await run(folder, step);
  if (code === 0) return null;
  if (!failure) return `${step.name}: ${code === 124 || code === 137 ? 'does not end' : (/ \d\) .*|error TS.*|[\w-]+\([\w-]+\): .*|[Ee]rror.*/.exec(output)?.[0] ?? output.slice(-200))}`;
  const tests = failure.testResults.flatMap((t) => t.assertionResults.filter((a) => a.status === 'failed').map((a) => `${basename(t.name)}: ${a.fullName}`));
  return tests[0] ?? failure.testResults.filter((t) => t.message).map((t) => `${basename(t.name)}: ${t.message.split('\n')[0]}`)[0] ?? `${step.name}: exit ${code}`;
}

async function tryMutant(folder: string, mutant: Mutant, untouched: string): Promise<string | null> {
  const file = join(folder, mutant.path);
  const text = await readFile(file, 'utf8');
  await writeFile(file, mutated(text, mutant));
  try {
    for (const step of stepsFor(mutant.path)) {
      if (step.widest) step.args.push('--bail', '1', ...(options.green ? [] : await redAlready(untouched, step.widest)).flatMap((test) => ['--exclude', test]));
      const failure = await runCheck(folder, step);
      if (failure !== null && (step.widest !== undefined || options.green || (await passes(untouched, step)))) return failure;
    }
    return null;
  } finally {
    await writeFile(file, text);
  }
}

const cell = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', String.raw`\|`).replace(/\s+/g, ' ').trim();
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
      await Promise.all(lanes.map(async ({ folder }) => {
        for (let m = queue.shift(); m; m = queue.shift()) {
          const failure = await tryMutant(folder, m, untouched.folder);
          rows.set(m.number, row(m, failure === null ? '**survived**' : cell(failure)));
          console.error(rows.get(m.number));
        }
      }));
    }
    const table = [...rows].sort(([a], [b]) => a - b).map(([, text]) => text);
    console.log(['| # | where | before → after | caught by |', '|---|---|---|---|', ...table].join('\n'));
    if (!options.list) console.log(`\n${table.filter((t) => !t.includes('**survived**')).length} of ${table.length} caught`);
    return 0;
  } finally {
    for (const copy of copies) await copy.remove();
  }
}

process.exitCode = await main();
