import { defineConfig } from 'vitest/config';

/** Tests stand beside the code; each package is a project, so that `vitest run --project server` does one. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'shared', include: ['shared/src/**/*.test.ts'] } },
      {
        test: {
          name: 'server',
          include: ['server/{src,bench,scripts}/**/*.test.ts'],
          globalSetup: ['server/src/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
      reportsDirectory: '.test/coverage',
    },
  },
});
