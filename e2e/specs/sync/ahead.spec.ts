/** Pages of the second stage when the network is lost before they were downloaded (client/src/app/start/ahead.ts). */
import { expect, shellCached, test, workerActive } from '../../support/shared-server.ts';

test('a page that has not come yet says so without a network; it comes when the network is back, unopened', async ({
  link,
  phone: { page, console },
}) => {
  console.expect(/net::ERR|Failed to fetch dynamically imported module/);
  // Whatever the timing, nothing comes ahead before the network goes.
  await page.addInitScript(() => {
    const { fetch } = globalThis;
    globalThis.fetch = (what, init) =>
      what === '/ahead.json' && sessionStorage.getItem('late') === null
        ? Promise.reject(new TypeError('no network'))
        : fetch(what, init);
  });
  await page.goto('/moi');
  await workerActive(page);
  link.down();
  await page.goto('/aide');
  await expect(page.getByText('Cette page n’est pas encore sur l’appareil et le réseau ne répond pas.')).toBeVisible();
  await page.evaluate(() => sessionStorage.setItem('late', 'now'));
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await shellCached(page);
  link.down();
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(page.getByRole('heading', { name: 'Sans réseau' })).toBeVisible();
  await page.goto('/constellation');
  await expect(page.getByRole('heading', { name: /les plus soutenus d’abord/ })).toBeVisible();
});
