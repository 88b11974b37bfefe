/**
 * `npm run bench -- [GROUP or NAME…] [--json FILE]`: prints a table on stdout and writes JSON into FILE (`-`: JSON on
 * stdout instead of the table). `--rounds N` (5) and `--seconds N` (5) make a run shorter. Exit code 1 when a benchmark
 * failed, 2 for an unknown word; a missed goal is reported, but is no error.
 */
import { readdir, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import {
  choose,
  GROUPS,
  judge,
  withinLimit,
  type Bench,
  type BenchContext,
  type Line,
  type Measured,
} from './bench.ts';
import { table } from './table.ts';
import { startBenchPostgres, type BenchPostgres } from './database/postgres.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
  },
});

const cases = new URL('./cases/', import.meta.url);
const files = (await readdir(cases, { recursive: true }))
  .filter((f) => f.endsWith('.ts'))
  .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
const all = await Promise.all(
  files.map(async (f) => ((await import(new URL(f, cases).href)) as { bench: Bench }).bench),
);
const chosen = choose(all, positionals);
if ('unknown' in chosen) {
  console.error(
    `no benchmark or group ${chosen.unknown}; groups: ${GROUPS.join(', ')}; ` +
      `benchmarks: ${all.map((b) => b.name).join(', ')}`,
  );
  process.exit(2);
}

let postgres: Promise<BenchPostgres> | undefined;
const context: Omit<BenchContext, 'storage'> = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  postgres: () => (postgres ??= startBenchPostgres()),
  say: (message) => console.error(`  ${message}`),
};

/** A benchmark that throws gets a line too, and the others still run. */
function broken(error: unknown): Measured {
  console.error(error);
  process.exitCode = 1;
  return {
    n: 0,
    value: NaN,
    unit: 'failed',
    baseline: null,
    ratio: null,
    facts: { error: error instanceof Error ? error.message : String(error) },
  };
}

const lines: Line[] = [];
for (const bench of chosen) {
  for (const storage of bench.on ?? (['postgres', 'embedded'] as const)) {
    console.error(`${bench.name} on ${storage === 'postgres' ? 'PostgreSQL' : 'PGlite'}`);
    lines.push(judge(bench, await withinLimit(bench, { ...context, storage }).catch(broken), storage));
  }
}
if (postgres) await (await postgres).server.stop();
const json = `${JSON.stringify(lines, null, 2)}\n`;
if (values.json === '-') process.stdout.write(json);
else {
  console.log(table(lines));
  if (values.json !== undefined) await writeFile(values.json, json);
}
// Resources left open by a hung benchmark would keep this process alive.
if (process.exitCode === 1) process.exit();
