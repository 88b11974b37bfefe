import { defineConfig } from '@playwright/test';

/** Devices are opened by `support/browser.ts`: a persistent profile, so that a killed browser can come back. */
export default defineConfig({
  testDir: './specs',
  outputDir: '../.test/browser',
  // Pictures of the main path (specs/looks.spec.ts); a new look is accepted with `--update-snapshots=all`.
  snapshotPathTemplate: '{testDir}/../gallery/main-path/{arg}{ext}',
  globalSetup: './support/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // These limits only end what hangs: a machine that is ten times slower still passes.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
});
