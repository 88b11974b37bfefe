import { defineConfig } from '@playwright/test';
import { TIMES } from './support/limits.ts';

/** `support/browsers/browser.ts` opens devices: a persistent profile, so that a killed browser can come back. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../.test/browser',
  // Pictures of the main path (specs/quality/looks.spec.ts); a new look is accepted with `--update-snapshots=all`.
  snapshotPathTemplate: '{testDir}/../gallery/main-path/{arg}{ext}',
  globalSetup: './support/global-setup.ts',
  // The tests of a file run one after the other, on a database of their own.
  fullyParallel: false,
  // One test, with its browsers, server and database, uses one and a half processors. On two processors, three tests at
  // a time took longer than two.
  workers: 2,
  forbidOnly: true,
  // Many failures have one cause.
  maxFailures: 3,
  // What takes longer hangs: the slowest walk needs a third of that on a quiet machine.
  timeout: TIMES * 120_000,
  expect: { timeout: TIMES * 20_000, toPass: { timeout: TIMES * 30_000, intervals: [500, 1000, 2000] } },
  reporter: 'list',
});
