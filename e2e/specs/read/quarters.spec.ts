/** Quarters of a work on a phone: passed without a network, harvested once the server has said so. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addBook } from '@egoejo/server/catalogue/add-book.ts';
import { openMedia } from '@egoejo/server/platform/media/open-media.ts';
import { readConfig } from '@egoejo/server/platform/config/read-config.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook } from '../../support/epub.ts';
import { expect, shellCached, signIn, test, walletOf } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

/** Each chapter is one page, an eighth of the work. */
const chapters = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (n) => `<h1>Soir ${n}</h1><p>La pluie passe sur les jardins, et la terre se souvient d’elle.</p>`,
);

/** From now on the page's clock can be put forward. */
const putForward = async (page: Page): Promise<(ms: number) => Promise<void>> => {
  await page.evaluate(() => {
    const now = performance.now.bind(performance);
    const clock = { ahead: 0 };
    performance.now = () => now() + clock.ahead;
    Object.assign(globalThis, { clock });
  });
  return (ms) =>
    page.evaluate((n) => {
      (globalThis as typeof globalThis & { clock: { ahead: number } }).clock.ahead += n;
    }, ms);
};

test('B10: a quarter of a work read without a network says what it may harvest, and what it did once the server said so @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const title = 'Huit soirs de pluie';
  const path = join(installation.server.dataDir, 'eight.epub');
  await writeFile(path, madeBook(title, chapters).buffer);
  const media = openMedia(readConfig({ DATA_DIR: installation.server.dataDir }));
  expect(await addBook({ db: installation.db, media }, path, null)).toMatchObject({ ok: true });
  const member = await installation.person();
  await signIn(page, member);
  await page.goto('/lire/catalogue');
  await page.getByRole('link', { name: title }).click();
  const work = page.url();
  await page.getByRole('button', { name: /^Télécharger/ }).click();
  await page.locator('main a[href^="/livres/"]').click();
  await expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
  await shellCached(page);
  link.down();
  const foot = page.getByRole('navigation', { name: 'Tourner les pages' });
  const forward = await putForward(page);
  for (let n = 1; n <= 2; n++) {
    const before = await foot.innerText();
    await forward(6_000);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => foot.innerText()).not.toBe(before);
  }
  await expect(foot).toContainText('1er quart lu');
  await expect(foot).toContainText('jusqu’à 10 grains attendus');
  expect(await walletOf(installation.db, member.id)).toBe(0);
  link.up();
  await expect(foot).toContainText('10 grains récoltés.');
  expect(await walletOf(installation.db, member.id)).toBe(10);
  await expectAccessible(page);
  // A leap to the end passes no quarter.
  await forward(6_000);
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Sommaire' }).click();
  await expect(page.getByRole('button', { name: 'Chapitre 8', exact: true })).toHaveAttribute('aria-current', 'true');
  await page.goto(work);
  await expect(page.getByText('1 quart lu sur 4 · 10 grains récoltés')).toBeVisible();
  await page.goto('/cycle');
  await expect(page.getByRole('link', { name: `Lecture de « ${title} »` })).toBeVisible();
  expect(await walletOf(installation.db, member.id)).toBe(10);
});
