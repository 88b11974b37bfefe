import { defineConfig } from '@playwright/test';

/** By how much `npm test` found this machine slower than the one that the limits are for. */
const pace = Number(process.env['EGOEJO_PACE'] ?? 1);
/** The long run (`npm run explore`) has larger tests, and keeps all processors busy beside some of them. */
const times = pace * (process.env['EGOEJO_LONG'] === undefined ? 1 : 4);

/** Devices are opened by `support/browser.ts`: a persistent profile, so that a killed browser can come back. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../.test/browser',
  // Pictures of the main path (specs/looks.spec.ts); a new look is accepted with `--update-snapshots=all`.
  snapshotPathTemplate: '{testDir}/../gallery/main-path/{arg}{ext}',
  globalSetup: './support/global-setup.ts',
  // The tests of a file run one after the other, on a database of their own.
  fullyParallel: false,
  // A walk waits for a quarter of its time: three keep two processors busy.
  workers: 3,
  forbidOnly: true,
  // Many failures have one cause.
  maxFailures: 3,
  // What takes longer hangs: the slowest walk needs a third of that on a quiet machine.
  timeout: times * 120_000,
  expect: { timeout: times * 20_000, toPass: { timeout: times * 30_000, intervals: [500, 1000, 2000] } },
  reporter: 'list',
});
