import { globSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests that ask for a database wait for one; the others start at once (`npm run verify`). */
const serverTests = globSync('server/src/**/*.test.ts', { cwd: import.meta.dirname });
const toolsTests = globSync('tools/**/*.test.ts', { cwd: import.meta.dirname });
/** Set by `npm run explore`. */
const long = process.env['EGOEJO_LONG'] !== undefined;
/** Files that only the long run has: they take longer than a gate may. */
const exclude = long ? [] : ['**/*.long.test.ts'];
const needsDatabase = (file: string): boolean =>
  file.startsWith('server/src/testing/') || /testing\//.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));

/**
 * What takes longer hangs: the slowest test needs a third of this on a quiet machine. In the long run tests generate
 * ten times as many values; on a machine that `npm test` found slower, all takes longer.
 */
const times = Number(process.env['EGOEJO_PACE'] ?? 1) * (long ? 5 : 1);
const limits = {
  testTimeout: times * 60_000,
  hookTimeout: times * 90_000,
  expect: { poll: { timeout: times * 15_000 } },
};

/** The simulator would come last, alone on one processor. The others start with the largest, whatever ran before. */
class SimulatorFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number =>
      project.name === 'sim' ? -Infinity : -statSync(moduleId).size;
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

/** Tests stand beside the code; each package is a project, so that `vitest run --project shared` does one. */
export default defineConfig({
  test: {
    // Many failures have one cause.
    bail: 10,
    // By default one processor is left free: on two, half of the time would be lost.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: SimulatorFirst },
    projects: [
      { test: { ...limits, exclude, name: 'shared', isolate: false, include: ['shared/src/**/*.test.ts'] } },
      {
        test: {
          ...limits,
          exclude,
          name: 'server-unit',
          isolate: false,
          include: serverTests.filter((f) => !needsDatabase(f)),
        },
      },
      {
        test: {
          ...limits,
          exclude,
          name: 'tools',
          isolate: false,
          include: toolsTests.filter((f) => !needsDatabase(f)),
        },
      },
      {
        test: {
          ...limits,
          exclude,
          name: 'server',
          include: [...serverTests, ...toolsTests].filter(needsDatabase),
          // Compiling PGlite with the optimising compiler too takes longer than most files' queries.
          // The jitter of pokes is the same in every run.
          execArgv: ['--liftoff-only', '--random-seed=1'],
          globalSetup: ['server/src/testing/database/global-setup.ts'],
        },
      },
      {
        test: {
          ...limits,
          exclude,
          name: 'sim',
          include: ['e2e/sim/**/*.test.ts'],
          globalSetup: ['server/src/testing/database/global-setup.ts'],
        },
      },
      { test: { ...limits, exclude, name: 'client', isolate: false, include: ['client/src/**/*.test.{ts,tsx}'] } },
      { test: { ...limits, exclude, name: 'e2e', include: ['e2e/{bench,support}/**/*.test.ts'] } },
    ],
    coverage: {
      provider: 'v8',
      include: ['shared/src/**/*.ts', 'server/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/generated/**', 'server/src/testing/**'],
      reporter: ['json-summary'],
      reportOnFailure: true,
      reportsDirectory: '.test/coverage',
    },
  },
});
