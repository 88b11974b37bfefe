/** Sounds taken along on a phone: killed half way, heard without a server, seen among the data and removed (L5). */
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { PREPARED_MS, preparesSounds, tone } from '../../support/sounds.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const SECONDS = 24;

/** Pieces of sounds on this device. */
const pieces = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const opening = indexedDB.open('egoejo-sounds');
        opening.addEventListener('success', () => {
          const count = opening.result.transaction('pieces').objectStore('pieces').count();
          count.addEventListener('success', () => {
            opening.result.close();
            done(count.result);
          });
        });
      }),
  );

test('L5: an album is taken along over a slow link with a kill half way, heard with the server gone, and removed', async ({
  installation,
  link,
  phone,
}, info) => {
  // The server prepares both sounds in four qualities meanwhile.
  test.slow();
  const awa = await installation.person();
  const sounds = [info.outputPath('01 - Le_puits.wav'), info.outputPath('02 - La_corde.wav')];
  for (const [i, path] of sounds.entries()) await writeFile(path, tone(SECONDS, 440 + i * 220));
  await signIn(phone.page, awa);
  await phone.page.goto('/ecouter/ajouter');
  await phone.page.getByLabel('Choisir des fichiers').setInputFiles(sounds);
  await phone.page.getByLabel('Album ou émission').fill('Sous l’arbre');
  await phone.page.getByRole('button', { name: 'Ajouter ces 2 sons' }).click();
  await allSent(phone.page, awa.id, link);
  const ready = (): Promise<unknown> =>
    installation.db
      .query(`select count(*)::int as n from track where author = $1 and state = 'ready'`, [awa.id])
      .then(([row]) => row?.['n']);
  if (!preparesSounds(info)) {
    await expect(phone.page.getByText('en préparation')).toHaveCount(2);
    return;
  }
  await expect.poll(ready, { timeout: PREPARED_MS }).toBe(2);
  await allSent(phone.page, awa.id, link);
  await shellCached(phone.page);
  const take = phone.page.getByRole('button', { name: /^Emporter · environ [\d,.]+\s[kM]o$/ });
  await expect(take).toBeVisible();
  await expectAccessible(phone.page);
  await phone.page.screenshot({ path: info.outputPath('before.png'), fullPage: true });
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto('/ecouter');
  link.set({ kbits: 300, latencyMs: 150 });
  await phone.page.getByRole('button', { name: /^Emporter/ }).click();
  await expect.poll(() => pieces(phone.page)).toBeGreaterThan(2);
  await expect(phone.page.getByRole('progressbar')).toBeVisible();
  await phone.page.screenshot({ path: info.outputPath('coming.png'), fullPage: true });
  await phone.kill();
  link.set({ kbits: 20_000, latencyMs: 5 });
  await phone.reopen();
  const { page } = phone;
  await page.goto('/ecouter');
  await expect(page.getByText(/^Sur cet appareil · /)).toBeVisible({ timeout: PREPARED_MS });
  const asked = link.requests.map(({ path }) => path).filter((path) => /\.m(p4|4s)$/.test(path));
  // No piece came twice, but for the one that was on its way.
  expect(asked.length - new Set(asked).size).toBeLessThanOrEqual(1);
  await shellCached(page);

  link.down();
  await page.reload();
  await page.getByRole('button', { name: 'Écouter : Le puits' }).click();
  const bar = page.getByRole('region', { name: 'Ce que vous écoutez' });
  await expect(bar.getByRole('button', { name: 'Pause : Le puits' })).toBeVisible();
  await page.getByRole('button', { name: 'Sur cet appareil' }).click();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('offline.png'), fullPage: true });
  await bar.getByRole('link', { name: 'Le puits' }).click();
  const slider = page.getByRole('slider');
  await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(1);
  await page.screenshot({ path: info.outputPath('track.png'), fullPage: true });
  await slider.press('PageUp');
  // The next one follows by itself.
  await expect(bar.getByRole('link', { name: 'La corde' })).toBeVisible({ timeout: 30_000 });
  await expect(bar.getByRole('button', { name: 'Pause : La corde' })).toBeVisible();
  // A restart brings it back, paused.
  await page.reload();
  await expect(bar.getByRole('button', { name: 'Écouter : La corde' })).toBeVisible();
  await bar.getByRole('button', { name: 'Écouter : La corde' }).click();
  await expect(bar.getByRole('button', { name: 'Pause : La corde' })).toBeVisible();
  await bar.getByRole('button', { name: 'Arrêter et fermer le lecteur' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Le puits' })).toBeVisible();
  await expect(bar).toBeHidden();

  await page.goto('/moi/donnees');
  await expect(page.getByRole('list', { name: 'Sons emportés' })).toContainText('Sous l’arbre');
  await expectAccessible(page);
  await page.getByRole('list', { name: 'Sons emportés' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('data.png') });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.getByRole('list', { name: 'Sons emportés' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('data-wide-dark.png'), fullPage: true });
  await page.goto('/ecouter');
  await expect(page.getByText(/^Sur cet appareil · /)).toBeVisible();
  await page.screenshot({ path: info.outputPath('wide-dark.png'), fullPage: true });
  await page.goto('/moi/donnees');
  await page.getByRole('button', { name: 'Retirer de cet appareil : Sous l’arbre' }).click();
  await expect(page.getByRole('list', { name: 'Sons emportés' })).toBeHidden();
  await expect.poll(() => pieces(page)).toBe(0);
  await page.goto('/ecouter');
  await expect(page.getByText('pas sur cet appareil')).toHaveCount(2);
  await page.screenshot({ path: info.outputPath('gone-wide-dark.png'), fullPage: true });
});
