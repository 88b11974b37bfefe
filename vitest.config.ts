import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** Server tests that ask for a database wait for one; the others start at once (`npm run verify`). */
const serverTests = globSync('server/{src,bench,scripts}/**/*.test.ts', { cwd: import.meta.dirname });
const needsDatabase = (file: string): boolean =>
  file.startsWith('server/src/testing/') || /testing\/(?!sources|tidy-rules)/.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));

/** Tests stand beside the code; each package is a project, so that `vitest run --project shared` does one. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shared', include: ['shared/src/**/*.test.ts'] } },
      { test: { name: 'server-unit', include: serverTests.filter((f) => !needsDatabase(f)) } },
      {
        test: {
          name: 'server',
          include: serverTests.filter(needsDatabase),
          globalSetup: ['server/src/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'sim',
          include: ['server/sim/**/*.test.ts'],
          globalSetup: ['server/src/testing/global-setup.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      { test: { name: 'client', include: ['client/src/**/*.test.{ts,tsx}'] } },
      { test: { name: 'e2e', include: ['e2e/support/**/*.test.ts'] } },
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
