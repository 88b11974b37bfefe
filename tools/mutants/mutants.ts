/**
 * `npm run mutants`: mutation testing of the sync, the functions in the database, polls and backups. How many small
 * mutations do the checks of `npm test` catch?
 *
 *   npm run mutants -- --count 40 --seed 1           a seeded choice of 40, each tried on a copy of the last commit
 *   npm run mutants -- --count 40 --seed 1 --only 3,17   two of them again, after a test was written
 *   --list            only lists them                --at COMMIT      another commit than the last
 *   --fast            five seeds, then of the tests only those of its folder and of the sync, without the slowest
 *   --log FILE        adds each outcome to FILE as a line of JSON, and passes over those that are there
 *   --browser         also the browser tests, last (minutes for each mutant that gets so far)
 *   --green           assumes that nothing fails without a mutant, and does not check it first
 *   --lanes N         as many at a time              --prefix WORDS   put before each check, for example 'nice -n 19'
 *
 * A mutant is caught when a check fails or does not end. The cheapest checks run first: types, lint, the tests with its
 * name, those of its folder, all tests, the simulator. Test files and checks that fail without any mutant are reported
 * and left out, because they would catch every mutant.
 */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { changed } from '../broken/change.ts';
import { copyTree, type TreeCopy } from '../broken/tree-copy.ts';
import { options } from './mutant-options.ts';
import { choose, type Mutant } from './mutant-choice.ts';
import { stepsFor } from './mutant-steps.ts';
import { redAlready, passes, runCheck } from './mutant-checks.ts';

async function tryMutant(folder: string, mutant: Mutant, untouched: string): Promise<string | null> {
  const file = join(folder, mutant.file);
  const text = await readFile(file, 'utf8');
  await writeFile(file, changed(text, mutant));
  try {
    for (const step of await stepsFor(folder, mutant.file)) {
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
  `| ${m.number} | ${m.file}:${m.line} | \`${cell(m.from) || '—'}\` → \`${cell(m.to) || '—'}\` | ${caught} |`;

/** The outcomes in the log, by the id of the mutant: the last one of each. */
async function outcomes(): Promise<Map<string, string>> {
  const text = options.log ? await readFile(options.log, 'utf8').catch(() => '') : '';
  const lines = text.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line): [string, string] => JSON.parse(line)));
}

async function main(): Promise<number> {
  const copies: TreeCopy[] = [];
  const stop = (): void => process.exit(130);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const untouched = await copyTree(options.at);
    copies.push(untouched);
    const chosen = await choose(untouched.folder);
    const only = options.only?.split(',').map(Number);
    const known = await outcomes();
    const rows = new Map<number, string>();
    for (const m of options.list ? [] : chosen) {
      const caught = only ? undefined : known.get(m.id);
      if (caught !== undefined) rows.set(m.number, row(m, caught));
    }
    const queue = chosen.filter((m) => (only?.includes(m.number) ?? true) && !rows.has(m.number));
    if (options.list) queue.forEach((m) => rows.set(m.number, row(m, '')));
    else {
      const lanes: TreeCopy[] = [];
      for (let i = 0; i < Number(options.lanes); i++) lanes.push(await copyTree(options.at));
      copies.push(...lanes);
      await Promise.all(
        lanes.map(async ({ folder }) => {
          for (let m = queue.shift(); m; m = queue.shift()) {
            const failure = await tryMutant(folder, m, untouched.folder);
            const caught = failure === null ? '**survived**' : cell(failure);
            rows.set(m.number, row(m, caught));
            if (options.log) await appendFile(options.log, `${JSON.stringify([m.id, caught])}\n`);
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
