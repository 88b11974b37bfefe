/**
 * `npm run mutants`: how many one-token slips in the sync do the checks of `npm test` catch?
 *
 *   npm run mutants -- --count 40 --seed 1           a seeded choice of 40, each tried on a copy of the last commit
 *   npm run mutants -- --count 40 --seed 1 --only 3,17   two of them again, after a test was written
 *   --list            only says which            --at COMMIT      another commit than the last
 *   --lanes N         as many at a time          --prefix WORDS   put before each check, for example 'nice -n 19'
 *
 * A mutant is caught when a check fails or does not end. Cheapest first: types, lint, the tests of its name, of its folder, all.
 */
import { createHash } from 'node:crypto';
import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { mutated, mutationsOf, type Mutation } from './mutations.ts';
import { root, runStep } from './processes.mjs';
import { copyTree, type TreeCopy } from './tree-copy.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, list: { type: 'boolean', default: false },
    at: { type: 'string', default: 'HEAD' }, lanes: { type: 'string', default: '1' }, prefix: { type: 'string', default: '' },
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
}
const report = '.test/mutant.json';
const vitest = (name: string, ...args: string[]): Step => ({
  name,
  file: process.execPath,
  args: [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests', ...args],
});

/** What could catch a mutant of `path`, cheapest first. */
function stepsFor(path: string): Step[] {
  const pkg = path.slice(0, path.indexOf('/'));
  const bin = (name: string): string => join(root, 'node_modules/.bin', name);
  const projects = pkg === 'server' ? ['--project', 'server', '--project', 'server-unit'] : ['--project', pkg];
  const folders = [...new Set([dirname(path), `${pkg}/src/sync`])];
  const statics = [{ name: 'types', file: bin('tsc'), args: ['-p', pkg] }, { name: 'lint', file: bin('oxlint'), args: ['--type-aware', '--deny-warnings', path] }];
  return [
    ...(path.endsWith('.ts') ? statics : []),
    vitest('tests of its name', ...projects, `${dirname(path)}/${basename(path).replace(/\.\w+$/, '.test.')}`),
    ...folders.map((folder) => vitest(`tests of ${folder}`, ...projects, `${folder}/`)),
    vitest(`tests of ${pkg}`, ...projects),
  ];
}

interface Failure {
  testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** @returns what failed, in words; null when the check passed. */
async function runCheck(folder: string, step: Step): Promise<string | null> {
  const [file = '', ...args] = [...options.prefix.split(' ').filter(Boolean), step.file, ...step.args];
  await rm(join(folder, report), { force: true });
  const { code, output } = await runStep(file, args, { cwd: folder, env: { ...process.env, GIT_DIR: undefined } });
  if (code === 0) return null;
  const failure = await readFile(join(folder, report), 'utf8').then((text): Failure => JSON.parse(text), () => null);
  if (!failure) return `${step.name}: ${code === 124 || code === 137 ? 'does not end' : (/error.*|×.*|Error.*/.exec(output)?.[0] ?? output.slice(-200))}`;
  const tests = failure.testResults.flatMap((t) => t.assertionResults.filter((a) => a.status === 'failed').map((a) => `${basename(t.name)}: ${a.fullName}`));
  return tests[0] ?? failure.testResults.filter((t) => t.message).map((t) => `${basename(t.name)}: ${t.message.split('\n')[0]}`)[0] ?? `${step.name}: exit ${code}`;
}

async function tryMutant(folder: string, mutant: Mutant): Promise<string | null> {
  const file = join(folder, mutant.path);
  const text = await readFile(file, 'utf8');
  await writeFile(file, mutated(text, mutant));
  try {
    for (const step of stepsFor(mutant.path)) {
      const failure = await runCheck(folder, step);
      if (failure !== null) return failure;
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
    for (let i = 0; i < Number(options.lanes); i++) copies.push(await copyTree(options.at));
    const chosen = await choose(copies[0]?.folder ?? root);
    const only = options.only?.split(',').map(Number);
    const queue = chosen.filter((m) => only?.includes(m.number) ?? true);
    const rows = new Map<number, string>();
    if (options.list) queue.forEach((m) => rows.set(m.number, row(m, '')));
    else {
      // A copy that fails by itself would catch every mutant.
      const widest = new Map(queue.flatMap((m) => stepsFor(m.path).slice(-1)).map((step) => [step.name, step]));
      for (const step of widest.values()) {
        const failure = await runCheck(copies[0]?.folder ?? root, step);
        if (failure !== null) throw new Error(`without a mutant: ${failure}`);
      }
      await Promise.all(copies.map(async ({ folder }) => {
        for (let m = queue.shift(); m; m = queue.shift()) {
          const failure = await tryMutant(folder, m);
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
