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
import { clockAt, datedTests, datedWalks, INSTANTS } from './explore/calendar.ts';
import { audit, browser, simulatorOf, unit, type Tally } from './checks/checks.ts';
import { writeFindings, type Finding } from './explore/findings.ts';
import { root, runStep } from './processes.mjs';

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, only: { type: 'string' } },
});
const seed = randomInt(1, 2 ** 28);

interface Exploration {
  kind: string;
  /** Its part of the time, relative to the others. */
  weight: number;
  run: (limitS: number) => Promise<Finding[]>;
}

const findings = (kind: string, { broken, flaky }: Tally, command: string): Finding[] =>
  [...broken, ...flaky].map((what) => ({ kind, what, seed, command }));

/** Every test, on both databases, with other and more generated values. */
const everyTest: Exploration = {
  kind: 'tests',
  weight: 4,
  async run(limitS) {
    const env = { EGOEJO_LONG: '1', EGOEJO_SEED: String(seed), EGOEJO_RUNS: '10' };
    const tally = await unit('explore-unit', ['--bail=0'], { coverage: true, env }).run(limitS);
    for (const note of tally.notes.filter((n) => n.startsWith('line coverage'))) console.log(`  ${note}`);
    const set = Object.entries(env).map((pair) => pair.join('='));
    return findings('tests', tally, `${set.join(' ')} node_modules/.bin/vitest run`);
  },
};

/** Every browser test; `loops` keep processors busy meanwhile. */
const everyWalk = (kind: string, loops: number): Exploration => ({
  kind,
  weight: 3,
  async run(limitS) {
    const busy = Array.from({ length: loops }, () =>
      spawn(process.execPath, ['-e', 'while (true);'], { stdio: 'ignore' }),
    );
    try {
      return findings(kind, await browser(['--max-failures=0']).run(limitS), 'npm run explore -- --only walks');
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
    return tally.failed === 0
      ? []
      : shrunk.length > 0
        ? shrunk.map(([all, found, command = '']) => ({
            kind: 'simulator',
            what: all.split('\n')[0] ?? '',
            seed: Number(found),
            command,
          }))
        : findings('simulator', tally, `npm run sim -- --from ${seed} --seeds ${Math.ceil(limitS / 10)}`);
  },
};

/** A script of its own that prints a line for each finding. */
const script = (kind: string, weight: number, file: string, args: string[], bad: RegExp): Exploration => ({
  kind,
  weight,
  async run(limitS) {
    const { output } = await runStep(process.execPath, [join(root, file), ...args], { name: kind, limitS });
    const lines = output.split('\n').filter((line) => bad.test(line));
    return lines.map((what) => ({ kind, what, seed, command: `npm run ${kind} -- ${args.join(' ')}` }));
  },
});

const calendar: Exploration = {
  kind: 'calendar',
  weight: 4,
  async run(limitS) {
    const found: Finding[] = [];
    for (const { at, why } of INSTANTS) {
      const env = await clockAt(at);
      if (env === null) return [{ kind: 'calendar', what: 'not run: no libfaketime', seed, command: '' }];
      const share = limitS / INSTANTS.length / 2;
      const tests = await unit('explore-dated', ['--bail=0', ...datedTests()], { env }).run(share);
      const walks = await browser(['--max-failures=0', ...datedWalks()], env).run(share);
      for (const what of [tests, walks].flatMap(({ broken, flaky }) => [...broken, ...flaky]))
        found.push({
          kind: 'calendar',
          what: `${why} (${at}): ${what}`,
          seed,
          command: 'npm run explore -- --only calendar',
        });
    }
    return found;
  },
};

const advisories: Exploration = {
  kind: 'audit',
  weight: 0.2,
  run: async (limitS) => findings('audit', await audit.run(limitS), 'npx pnpm audit --prod'),
};

const all: Exploration[] = [
  advisories,
  simulator,
  everyTest,
  everyWalk('walks', 0),
  everyWalk('walks', 0),
  everyWalk('walks beside busy loops', 3),
  calendar,
  script('proofs', 3, 'server/scripts/proofs.ts', ['--seed', String(seed), '--count', '400'], /^does not hold: /),
  script('mutants', 4, 'server/scripts/mutants.ts', ['--fast', '--seed', String(seed)], /\| survived|not caught/),
];
const chosen = all.filter(({ kind }) => options.only?.split(',').includes(kind) ?? true);
const end = performance.now() + Number(options.minutes) * 60_000;
for (const [i, { kind, weight, run }] of chosen.entries()) {
  const weights = chosen.slice(i).reduce((sum, e) => sum + e.weight, 0);
  const limitS = (((end - performance.now()) / 1000) * weight) / weights;
  console.log(`${kind}: at most ${limitS.toFixed(0)} s`);
  const found = await run(limitS).catch((error: unknown): Finding[] => [
    { kind, what: `the exploration itself: ${String(error)}`, seed, command: `npm run explore -- --only ${kind}` },
  ]);
  for (const { what } of found) console.log(`  found: ${what.split('\n')[0]}`);
  await writeFindings(found);
}
