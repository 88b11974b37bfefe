import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Server tests that ask for a database wait for one; the others start at once (`npm run verify`). */
const serverTests = globSync('server/{src,bench,scripts}/**/*.test.ts', { cwd: import.meta.dirname });
const needsDatabase = (file: string): boolean =>
  file.startsWith('server/src/testing/') ||
  /testing\/(?!sources|tidy-rules|exports)/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));

/**
 * A limit only ends what hangs: the suite passes on a machine that is ten times slower, or beside ten busy processes.
 */
const limits = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 120_000 } } };

/** vitest starts large files first, project by project: the simulator would come last, alone on one processor. */
class SimulatorFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { sim = [], others = [] } = Object.groupBy(await super.sort(files), ({ project }) =>
      project.name === 'sim' ? 'sim' : 'others',
    );
    return [...sim, ...others];
  }
}

/** Tests stand beside the code; each package is a project, so that `vitest run --project shared` does one. */
export default defineConfig({
  test: {
    // By default one processor is left free: on two, half of the time would be lost.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: SimulatorFirst },
    projects: [
      { test: { ...limits, name: 'shared', include: ['shared/src/**/*.test.ts'] } },
      { test: { ...limits, name: 'server-unit', include: serverTests.filter((f) => !needsDatabase(f)) } },
      {
        test: {
          ...limits,
          name: 'server',
          include: serverTests.filter(needsDatabase),
          // Compiling PGlite with the optimising compiler too takes longer than most files' queries.
          execArgv: ['--liftoff-only'],
          globalSetup: ['server/src/testing/global-setup.ts'],
        },
      },
      {
        test: {
          ...limits,
          name: 'sim',
          include: ['e2e/sim/**/*.test.ts'],
          globalSetup: ['server/src/testing/global-setup.ts'],
        },
      },
      { test: { ...limits, name: 'client', include: ['client/src/**/*.test.{ts,tsx}'] } },
      { test: { ...limits, name: 'e2e', include: ['e2e/support/**/*.test.ts'] } },
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
