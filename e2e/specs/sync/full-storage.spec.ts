/**
 * The browser grants this site no more room (S23). Everything still opens, and what is queued is seen, exported and
 * sent.
 */
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page } from '@playwright/test';
import type { Proxy } from '../../support/network/proxy.ts';
import {
  syncIdle,
  expect,
  boostProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
  type SharedInstallation,
} from '../../support/shared-server.ts';

/** What a put of a few bytes meets now. */
const tryPut = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((done) => {
        const open = indexedDB.open('probe', 1);
        open.addEventListener('upgradeneeded', () => open.result.createObjectStore('kept', { autoIncrement: true }));
        open.addEventListener('error', () => done(open.error?.name ?? ''));
        open.addEventListener('success', () => {
          const tx = open.result.transaction('kept', 'readwrite', { durability: 'strict' });
          tx.objectStore('kept').put('a few bytes');
          const end = (word: string) => {
            open.result.close();
            done(word);
          };
          tx.addEventListener('complete', () => end('kept'));
          tx.addEventListener('abort', () => end(tx.error?.name ?? ''));
        });
      }),
  );

/**
 * The quota is what is stored now, less `over`: a browser that tidies its files does not make room by that. Chromium
 * looks again only after half a minute.
 */
async function fill(devtools: CDPSession, page: Page, over = 0): Promise<void> {
  const { origin } = new URL(page.url());
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin });
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.ceil(usage) - over });
  await expect.poll(() => tryPut(page), { intervals: [2_000] }).toBe('QuotaExceededError');
}
const lift = (devtools: CDPSession, page: Page) =>
  devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin });
const online = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));
const fullLine = (page: Page) => page.getByText('La mémoire de l’app est pleine.');

/** One act that waits on a device without a network and, from now on, without room. */
async function fullDevice({
  installation,
  link,
  page,
  devtools,
}: {
  installation: SharedInstallation;
  link: Proxy;
  page: Page;
  devtools: CDPSession;
}) {
  const awa = await installation.person(100);
  const project = await installation.project('Une mare aux grenouilles');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  await boostProject(page, project);
  await fill(devtools, page, 200_000);
  return { awa, project };
}

test('S23: reloaded with full storage, every page opens; the act is listed, exported, and received when the network is back @long', async ({
  installation,
  link,
  phone: { page, context },
}) => {
  const devtools = await context.newCDPSession(page);
  const { awa, project } = await fullDevice({ installation, link, page, devtools });
  for (const path of [
    '/',
    '/projets',
    `/projets/${project.id}`,
    '/lire',
    '/cycle',
    '/moi',
    '/moi/donnees',
    '/moi/reglages',
    '/moi/profil',
    '/aide',
    `/communautes/${installation.community}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Cette page n’a pas pu s’ouvrir')).toHaveCount(0);
  }
  await page.goto('/moi/activite');
  await expect(page.getByText(/^en attente/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page
    .getByRole('button', { name: /^Enregistrer/ })
    .first()
    .click();
  const file = await (await downloading).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ member: awa.id, acts: [{ name: 'project.boost' }] });
  expect(await tryPut(page)).toBe('QuotaExceededError');
  await fill(devtools, page);
  link.up();
  await online(page);
  await expect(page.getByText(/^reçu/)).toBeVisible();
  await expect(page.getByText('Hors ligne')).toHaveCount(0);
  await expect(fullLine(page)).toBeVisible();
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
  // The rows of the member come with the next exchange, which the reserve has made room for.
  await expect.poll(() => stored(page, awa.id, 'outbox')).toEqual([]);
});

test('S23: storage that fills up under an open page stops no act, even without the reserve; the bar reports full storage, not a missing network @long', async ({
  installation,
  link,
  phone: { page, context },
}) => {
  const devtools = await context.newCDPSession(page);
  await page.goto('/');
  const { awa } = await fullDevice({ installation, link, page, devtools });
  await page.evaluate(
    () =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open('egoejo-device');
        open.addEventListener('success', () => {
          const tx = open.result.transaction('values', 'readwrite');
          for (const k of ['reserve', 'reserveSize']) tx.objectStore('values').delete(k);
          tx.addEventListener('complete', () => done());
          tx.addEventListener('abort', () => failed(tx.error));
          open.result.close();
        });
      }),
  );
  await fill(devtools, page, 200_000);
  link.up();
  await online(page);
  await expect.poll(() => settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
  await expect(fullLine(page)).toBeVisible();
  await expect(page.getByText('Hors ligne')).toHaveCount(0);
  await expect(page.getByText('Le serveur ne répond pas')).toHaveCount(0);
  await page.goto('/moi/activite');
  await expect(page.getByText('10 grains à « Une mare aux grenouilles »')).toBeVisible();
  await lift(devtools, page);
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^reçu/)).toBeVisible();
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
});
