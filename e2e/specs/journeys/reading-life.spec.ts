/**
 * A reader's life with real acts only, at 360 pixels: two novels of the catalogue, one fetched over a slow link with a
 * kill half-way, marks on two phones without a network, a work read to its end, what that harvests, a review, a badge,
 * a recommendation, and the discussion of a club that unfolds.
 */
import { renewLists } from '@egoejo/server/recommendations/renew.ts';
import { works } from '@egoejo/server/recommendations/works.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook, realBook } from '../../support/epub.ts';
import { importBook } from '../../support/import-book.ts';
import { ACROSS_DEVICES, TIMES } from '../../support/limits.ts';
import { expect, shellCached, signIn, stored, syncIdle, test, walletOf } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** Text that does not compress to nothing, so that a made book has several pieces. */
const noise = (n: number): string =>
  Array.from({ length: 24_000 }, (_, i) => ((i * 7919 * (n + 3) + i * i * 31) % 1_679_616).toString(36)).join(' ');
const long = [1, 2, 3, 4, 5, 6].map((n) => `<h1>Chapitre ${n}</h1><p>${noise(n)}</p>`);
/** Each chapter is one page, an eighth of the work. */
const eight = (of: string) =>
  [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `<h1>Soir ${n}</h1><p>${of} passe, et la terre s’en souvient.</p>`);

const online = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));
const openText = (page: Page) =>
  expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
const foot = (page: Page) => page.getByRole('navigation', { name: 'Tourner les pages' });
async function fetchWork(page: Page, title: string): Promise<string> {
  await page.goto('/lire/catalogue');
  await page.getByRole('link', { name: title }).first().click();
  await page.getByRole('button', { name: /^Télécharger/ }).click();
  return page.url();
}
async function read(page: Page): Promise<void> {
  await page.locator('main a[href^="/livres/"]').first().click();
  await openText(page);
}
/** From now on the page's clock can be put forward. */
async function putForward(page: Page): Promise<(ms: number) => Promise<void>> {
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
}
/** Reads the short work from its first evening to the n-th, at the pace of a reader. */
async function readEvenings(page: Page, n: number): Promise<void> {
  const forward = await putForward(page);
  for (let evening = 1; evening <= n; evening++) {
    // Each chapter has a frame of its own, and none while one gives way to the next.
    const shown = () => page.frames().findLast((f) => f.url().endsWith('/book-frame.html'));
    await expect
      .poll(() =>
        shown()
          ?.evaluate(() => document.body.innerText)
          .catch(() => ''),
      )
      .toContain(`Soir ${evening}`);
    await forward(6_000);
    await page.keyboard.press('ArrowRight');
  }
}
async function bookmark(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Marquer la page' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

test('B1–B14: a reader finds, fetches, reads, marks, finishes, harvests, reviews and talks @long', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const novels = [
    realBook('flaubert-madame-bovary') ?? madeBook('Madame Bovary', long),
    realBook('leroux-chambre-jaune') ?? madeBook('Le mystère de la chambre jaune', long),
  ];
  const titles = [];
  for (const novel of novels) titles.push(await importBook(installation, novel));
  const [novel = ''] = titles;
  const short = await importBook(
    installation,
    madeBook('Huit soirs de pluie', eight('La pluie'), { author: 'Coumba' }),
  );
  const next = await importBook(installation, madeBook('Huit soirs de vent', eight('Le vent'), { author: 'Coumba' }));
  const shot = (page: Page, name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });

  // One novel over a slow link, with a kill half-way.
  await signIn(phone.page, awa);
  await phone.quit();
  await phone.reopen();
  await phone.page.goto('/lire/catalogue');
  for (const title of titles) await expect(phone.page.getByRole('link', { name: title }).first()).toBeVisible();
  link.set({ kbits: 2500, latencyMs: 150 });
  const address = await fetchWork(phone.page, novel);
  await expect(phone.page.getByRole('progressbar')).toBeVisible();
  await phone.kill();
  await phone.reopen();
  await phone.page.goto(address);
  await expect(phone.page.getByText('Sur cet appareil')).toBeVisible({ timeout: TIMES * 60_000 });
  link.set({ kbits: Infinity, latencyMs: 0 });

  // Marked on two phones without a network: both have all marks once they met.
  const { page } = phone;
  const [second, third] = [await anotherDevice(), await anotherDevice()];
  // All devices use the link that is cut below.
  for (const device of [second, third]) device.console.expect(/net::ERR/);
  const tablet = second.page;
  await signIn(tablet, awa);
  await fetchWork(tablet, novel);
  await expect(tablet.getByText('Sur cet appareil')).toBeVisible({ timeout: TIMES * 60_000 });
  for (const device of [page, tablet]) {
    await read(device);
    await shellCached(device);
    await device.context().setOffline(true);
  }
  await bookmark(page);
  for (let n = 0; n < 3; n++) {
    const before = await foot(tablet).innerText();
    await tablet.keyboard.press('ArrowRight');
    await expect.poll(() => foot(tablet).innerText()).not.toBe(before);
  }
  await bookmark(tablet);
  for (const device of [page, tablet]) await device.context().setOffline(false);
  for (const device of [page, tablet]) {
    const kept = async () => (await stored(device, awa.id, 'bookMark')).length;
    await expect.poll(kept, { timeout: ACROSS_DEVICES }).toBe(2);
  }
  await tablet.getByRole('button', { name: 'Sommaire' }).click();
  await tablet.getByRole('tab', { name: 'Marques' }).click();
  await expect(tablet.getByRole('list', { name: 'Marques' }).getByRole('listitem')).toHaveCount(2);
  await shot(tablet, 'marks-of-both');

  // A club about a short work, begun before it is read; the other member is in it and has read nothing.
  const work = await fetchWork(page, short);
  await expect(page.getByText('Sur cet appareil')).toBeVisible();
  await page.getByRole('link', { name: 'Lire ensemble' }).click();
  await page.getByRole('link', { name: 'Commencer un club' }).click();
  await page.getByLabel('Pour qui').selectOption({ label: 'Ouvert à toutes et tous' });
  await page.getByLabel('Nom du club').fill('Les soirs, ensemble');
  await page.getByLabel('En combien de parties').selectOption('2');
  await page.getByLabel('La première pour le').fill('2999-06-05');
  await page.getByRole('button', { name: 'Faire le calendrier' }).click();
  await page.getByLabel('Titre de la partie').first().fill('Quatre soirs');
  await page.getByRole('button', { name: 'Commencer un club' }).click();
  await page.getByRole('link', { name: 'Quatre soirs' }).click();
  await page.getByRole('button', { name: /Ouvrir/ }).click();
  await page.getByRole('button', { name: 'Écrire un message' }).click();
  await page.getByLabel(/^Votre message/).fill('La citerne a débordé au quatrième soir.');
  await page.getByRole('button', { name: 'Publier' }).click();
  await syncIdle(page, awa.id, link);

  // The other reads four evenings, and the discussion unfolds.
  const guest = third.page;
  await signIn(guest, moussa);
  await guest.goto('/lire/clubs');
  await guest.getByRole('link', { name: 'Les soirs, ensemble' }).click();
  const club = guest.url();
  await guest.getByRole('button', { name: 'Rejoindre le club' }).click();
  await guest.getByRole('link', { name: 'Quatre soirs' }).click();
  await expect(guest.getByText('Cette discussion est repliée')).toBeVisible();
  await fetchWork(guest, short);
  await read(guest);
  await readEvenings(guest, 5);
  await guest.goto(club);
  await guest.getByRole('link', { name: 'Quatre soirs' }).click();
  await expect(guest.getByText('La citerne a débordé au quatrième soir.')).toBeVisible();
  await shot(guest, 'unfolded');

  // Read to its end without a network; what it harvests, the badge and the review are given once the server has them.
  await page.goto(work);
  await read(page);
  await shellCached(page);
  link.down();
  await readEvenings(page, 8);
  await page.getByRole('button', { name: 'Retour' }).click();
  await page.getByRole('button', { name: 'Donner mon avis' }).click();
  await page.getByRole('radio', { name: '5 étoiles sur cinq' }).check({ force: true });
  await page.getByLabel(/^Ce que vous en dites/).fill('On entend la pluie.');
  await page.getByRole('button', { name: 'Publier mon avis' }).click();
  await expect(page.getByText('en attente', { exact: true }).first()).toBeVisible();
  await shot(page, 'review-queued');
  link.up();
  await online(page);
  await expect(page.getByText('5,0 sur 5 · 1 avis')).toBeVisible();
  // Three quarters a day harvest.
  await expect.poll(() => walletOf(db, awa.id)).toBe(30);
  await page.goto('/lire/badges');
  await expect(page.getByRole('list', { name: 'Obtenus' }).getByText('Première lecture finie')).toBeVisible();
  await shot(page, 'badge');

  // What to read next, and why.
  await renewLists(db, works);
  await page.goto('/lire/catalogue');
  const offered = page.getByRole('region', { name: 'Pour vous' }).getByRole('listitem').filter({ hasText: next });
  await expect(offered).toContainText('De la même plume : Coumba');
  await page.emulateMedia({ colorScheme: 'dark' });
  await shot(page, 'offered-dark');
});
