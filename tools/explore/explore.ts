/**
 * `npm run explore [-- --minutes 60]`: looks for failures that the fixed checks of `npm test` cannot show: fresh seeds,
 * both databases everywhere, every browser test three times, all proofs, mutants, other dates. Writes what it finds to
 * `docs/explore.md` and exits with 0 whatever it finds. Every exploration gets its share of the minutes.
 *
 *   npm run explore -- --only simulator,calendar   these explorations only
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clockAt, datedTests, datedWalks, INSTANTS } from './calendar.ts';
import { audit, browser, noTally, simulatorOf, unit, type Tally } from '../gate/checks.ts';
import { writeFindings, type Finding } from './findings.ts';
import { root, runStep } from '../start/processes.mjs';

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, only: { type: 'string' } },
});
const seed = randomInt(1, 2 ** 28);
/** Both databases, files `*.long.test.ts`, longer limits. */
const LONG = { EGOEJO_LONG: '1' };

/** What an exploration found, and how much of it there was time for. */
interface Explored {
  found: Finding[];
  /** Slices that ended, of how many. */
  done: string;
}
interface Exploration {
  kind: string;
  /** Its part of the time, relative to the others. */
  weight: number;
  run: (limitS: number) => Promise<Explored>;
}

const findings = (kind: string, { broken, flaky }: Tally, command: string): Finding[] =>
  [...broken, ...flaky].map((what) => ({ kind, what, seed, command }));

/**
 * Runs slice after slice until the time is over, beginning with one that the seed chooses, so that what one run has no
 * time for, another has. Of the slice that reaches the limit nothing is known. One that
 * could not run is told and ends the exploration.
 * @param command repeats a slice
 */
async function inSlices<T>(
  kind: string,
  slices: readonly T[],
  limitS: number,
  { run, command }: { run: (slice: T, limitS: number) => Promise<Tally>; command: (slice: T) => string },
): Promise<Explored> {
  const until = performance.now() + limitS * 1000;
  const left = (): number => (until - performance.now()) / 1000;
  const found: Finding[] = [];
  let ended = 0;
  const first = seed % slices.length;
  for (const slice of [...slices.slice(first), ...slices.slice(0, first)]) {
    if (left() < 1) break;
    const tally = await run(slice, left());
    const unexplained = tally.failed > 0 && tally.broken.length === 0;
    if (unexplained && left() <= 0) break;
    const more = findings(kind, unexplained ? { ...tally, broken: tally.notes } : tally, command(slice));
    for (const { what } of more) console.log(`  found: ${what.split('\n')[0]}`);
    found.push(...more);
    if (unexplained) break;
    ended++;
  }
  return { found, done: `${ended} of ${slices.length}` };
}

/** The arguments of vitest and Playwright that choose each of `count` parts. */
const shards = (count: number): string[] => Array.from({ length: count }, (_, i) => `--shard=${i + 1}/${count}`);

/** Every test, on both databases, with other and more generated values. */
const everyTest: Exploration = {
  kind: 'tests',
  weight: 8,
  run: (limitS) => {
    const env = { ...LONG, EGOEJO_SEED: String(seed), EGOEJO_RUNS: '10' };
    const set = Object.entries(env).map((pair) => pair.join('='));
    return inSlices('tests', shards(12), limitS, {
      run: (shard, left) => unit('explore-unit', ['--bail=0', shard], { env }).run(left),
      command: (shard) => `${set.join(' ')} node_modules/.bin/vitest run ${shard}`,
    });
  },
};

/** Line coverage of the tests that `npm test` runs. */
const coverage: Exploration = {
  kind: 'coverage',
  weight: 3,
  async run(limitS) {
    const { notes, failed } = await unit('explore-coverage', ['--bail=0'], { coverage: true }).run(limitS);
    const lines = notes.filter((n) => n.startsWith('line coverage'));
    return { found: [], done: lines.join('; ') || `no figures, ${failed} failed` };
  },
};

/** Every browser test; `loops` keep processors busy meanwhile. */
const everyWalk = (kind: string, loops: number): Exploration => ({
  kind,
  weight: 5,
  async run(limitS) {
    const busy = Array.from({ length: loops }, () =>
      spawn(process.execPath, ['-e', 'while (true);'], { stdio: 'ignore' }),
    );
    try {
      return await inSlices(kind, shards(10), limitS, {
        run: (shard, left) => browser(['--max-failures=0', shard], LONG).run(left),
        command: () => `npm run explore -- --only '${kind}'`,
      });
    } finally {
      for (const loop of busy) loop.kill('SIGKILL');
    }
  },
});

const simulator: Exploration = {
  kind: 'simulator',
  weight: 3,
  async run(limitS) {
    const tally = await simulatorOf(['--seeds', String(Math.ceil(limitS / 10)), '--from', String(seed)], limitS);
    const text = tally.notes.join('\n');
    const shrunk = [...text.matchAll(/seed (\d+) \([^)]*\) needs .*?\n\s+again: (.*)$/gms)];
    const found =
      shrunk.length > 0
        ? shrunk.map(([all, broken, command = '']) => ({
            kind: 'simulator',
            what: all.split('\n')[0] ?? '',
            seed: Number(broken),
            command,
          }))
        : findings('simulator', tally, `npm run sim -- --from ${seed} --seeds ${Math.ceil(limitS / 10)}`);
    return { found, done: `${tally.passed + tally.failed} seeds` };
  },
};

/** A script of its own that prints a line for each finding. */
const script = (kind: string, weight: number, file: string, args: string[], bad: RegExp): Exploration => ({
  kind,
  weight,
  async run(limitS) {
    const { output, late } = await runStep(process.execPath, [join(root, file), ...args], { name: kind, limitS });
    const lines = [...new Set(output.split('\n').filter((line) => bad.test(line)))];
    const command = `npm run ${kind} -- ${args.join(' ')}`;
    return { found: lines.map((what) => ({ kind, what, seed, command })), done: late ? 'until its limit' : 'whole' };
  },
});

const datedSlices = [false, true].flatMap((walks) => INSTANTS.map((instant) => ({ ...instant, walks })));
const calendar: Exploration = {
  kind: 'calendar',
  weight: 4,
  run: (limitS) =>
    inSlices('calendar', datedSlices, limitS, {
      async run({ at, why, walks }, left) {
        const env = await clockAt(at);
        if (env === null) return { ...noTally, failed: 1, notes: ['not run: no libfaketime'] };
        const check = walks
          ? browser(['--max-failures=0', ...datedWalks()], env)
          : unit('explore-dated', ['--bail=0', ...datedTests()], { env });
        const tally = await check.run(left);
        return { ...tally, broken: tally.broken.map((what) => `${why} (${at}): ${what}`) };
      },
      command: () => 'npm run explore -- --only calendar',
    }),
};

const AUDIT = 'npx pnpm audit --prod';
const advisories: Exploration = {
  kind: 'audit',
  weight: 0.2,
  run: async (limitS) => {
    const tally = await audit.run(limitS);
    const found = findings('audit', { ...tally, broken: tally.failed > 0 ? tally.notes : [] }, AUDIT);
    return { found, done: tally.passed + tally.failed > 0 ? 'whole' : 'no verdict: the registry does not answer' };
  },
};

const all: Exploration[] = [
  advisories,
  simulator,
  everyTest,
  coverage,
  everyWalk('walks', 0),
  everyWalk('walks again', 0),
  everyWalk('walks beside busy loops', 3),
  calendar,
  script('proofs', 3, 'tools/proofs/proofs.ts', ['--seed', String(seed), '--count', '400'], /^does not hold: /),
  script('mutants', 4, 'tools/mutants/mutants.ts', ['--fast', '--seed', String(seed)], /\*\*survived\*\*/),
];
const chosen = all.filter(({ kind }) => options.only?.split(',').includes(kind) ?? true);
const end = performance.now() + Number(options.minutes) * 60_000;
for (const [i, { kind, weight, run }] of chosen.entries()) {
  const weights = chosen.slice(i).reduce((sum, e) => sum + e.weight, 0);
  const limitS = (((end - performance.now()) / 1000) * weight) / weights;
  console.log(`${kind}: at most ${limitS.toFixed(0)} s`);
  const command = `npm run explore -- --only ${kind}`;
  const { found, done } = await run(limitS).catch((error: unknown): Explored => ({
    found: [{ kind, what: `the exploration itself: ${String(error)}`, seed, command }],
    done: 'broken off',
  }));
  console.log(`${kind}: ${done}; found: ${found.length}`);
  await writeFindings(kind, found, done);
}
