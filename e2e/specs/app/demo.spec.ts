/** The demo says that it is one, and ends when the installation gets production settings. */
import type { Page } from '@playwright/test';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { TIMES } from '../../support/limits.ts';
import { expect, expectAccessible, test } from '../../support/test.ts';

test('every page of a demo says that anybody can sign in and how to end the demo; in production banner and accounts are gone @long', async ({
  server,
  link,
  anotherDevice,
}, info) => {
  const sizes = [
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ];
  const device = await anotherDevice({ viewport: sizes[0]! });
  // The server is away for a moment.
  device.console.expect(/net::ERR|status of 50|status of 401/);
  const { page } = device;
  const banner = page.getByText('Démonstration : rien de personnel ici');
  await page.goto('/connexion');
  const button = page.getByRole('button', { name: 'Se connecter' });
  await expect(button).toBeVisible({ timeout: TIMES * 120_000 });
  const before = await button.boundingBox();
  // The line comes late, with the engine. Nothing under the finger may move because of it.
  await expect(banner).toBeVisible({ timeout: TIMES * 120_000 });
  expect(await button.boundingBox()).toEqual(before);
  expect(await shiftsOf(page)).toEqual([]);
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: info.outputPath(`demo-${size.width}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize(sizes[0]!);
  await banner.click();
  await expect(page.getByText(/règle PUBLIC_URL et NODE_ENV=production/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('demo-open.png') });

  await server.stop();
  const real = await startServer({
    dataDir: server.dataDir,
    port: server.port,
    env: { NODE_ENV: 'production', PUBLIC_URL: link.url },
  });
  await page.goto('/connexion');
  await expect(banner).toBeHidden({ timeout: TIMES * 120_000 });
  await page.getByLabel('Adresse e-mail').fill('jeanne@example.org');
  await page.getByLabel('Mot de passe').fill('pierre-et-mousse');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/connexion/);
  await page.goto('/installation');
  await expect(page.getByLabel('Code d’installation')).toBeVisible();
  await page.screenshot({ path: info.outputPath('installation.png'), fullPage: true });
  await real.close();
});

/** The layout shifts since the page was opened, as the browser scores them. */
const shiftsOf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<readonly number[]>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect();
          resolve(list.getEntries().flatMap((e) => ('value' in e && typeof e.value === 'number' ? [e.value] : [])));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
      }),
  );
