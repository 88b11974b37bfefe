import { defineConfig } from '@playwright/test';

/** `npm run gallery`: pictures of every page in every state, taken like the browser tests but judged by eye. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.gallery.ts',
  outputDir: '../../.test/gallery-run',
  globalSetup: '../support/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 1_800_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
});
