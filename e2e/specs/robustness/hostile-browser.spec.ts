/**
 * Browsers that store nothing, or less than the app is used to: every page says what works, and nothing is shown as
 * queued that is not stored.
 */
import type { Page } from '@playwright/test';
import * as ar from '@egoejo/client/i18n/ar/core/shell.ts';
import * as en from '@egoejo/client/i18n/en/core/shell.ts';
import * as es from '@egoejo/client/i18n/es/core/shell.ts';
import * as sw from '@egoejo/client/i18n/sw/core/shell.ts';
import * as wo from '@egoejo/client/i18n/wo/core/shell.ts';

import { expectAccessible } from '../../support/test.ts';
import { boostOpenProject, expect, settled, signIn, stored, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const unkept = (page: Page) => page.getByText('Ce navigateur ne garde rien ici');

/** What old private windows and damaged profiles do. */
const failing = (page: Page) =>
  page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      const request = new EventTarget();
      setTimeout(() => request.dispatchEvent(new Event('error')));
      return Object.assign(request, { error: new DOMException('not here', 'InvalidStateError') }) as IDBOpenDBRequest;
    };
  });
const throwing = (page: Page) =>
  page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('not here', 'SecurityError');
    };
  });
const missing = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
const withoutLocalStorage = (page: Page) =>
  page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('not here', 'SecurityError');
        },
      });
    Object.defineProperty(Document.prototype, 'cookie', {
      get() {
        throw new DOMException('not here', 'SecurityError');
      },
      set() {
        throw new DOMException('not here', 'SecurityError');
      },
    });
  });

/** A project of the demo; a new one may come later than the list that a visitor gets. */
const title = 'Des grilles et une brigade pour le canal';

for (const [name, forbid] of [
  ['indexedDB.open fails', failing],
  ['indexedDB.open throws', throwing],
  ['there is no indexedDB', missing],
] as const)
  test(`${name}: public pages are read, and the page says that nothing is kept @long`, async ({
    phone: { page },
  }, info) => {
    await forbid(page);
    await page.goto('/');
    await expect(unkept(page)).toBeVisible();
    await page.screenshot({ path: info.outputPath('home.png') });
    await page.goto('/projets');
    await page.getByRole('searchbox').fill('brigade canal');
    await expect(page.getByRole('article')).toHaveCount(1);
    await page.getByRole('link', { name: title }).first().click();
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await page.screenshot({ path: info.outputPath('project.png') });
    await page.getByRole('button', { name: 'Compris' }).click();
    await expect(unkept(page)).toHaveCount(0);
  });

test('everything that stores throws when it is touched: pages are read, and say that nothing is kept', async ({
  phone: { page },
}) => {
  await page.addInitScript(() => {
    const forbidden = (holder: object, name: string, value: PropertyDescriptor) =>
      Object.defineProperty(holder, name, { configurable: true, ...value });
    const refuse = () => {
      throw new DOMException('not here', 'SecurityError');
    };
    for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches'])
      forbidden(globalThis, name, { get: refuse });
    forbidden(Document.prototype, 'cookie', { get: refuse, set: refuse });
    forbidden(Navigator.prototype, 'serviceWorker', { get: refuse });
    forbidden(globalThis, 'BroadcastChannel', { value: refuse });
  });
  for (const path of ['/cycle', '/livres', '/recherche?q=eau', '/connexion']) {
    await page.goto(path);
    await expect(unkept(page)).toBeVisible();
    await expect(page.getByText('Cette page n’a pas pu s’ouvrir')).toHaveCount(0);
  }
});

test('the words are there in every language @long', async ({ phone: { page } }, info) => {
  await throwing(page);
  for (const [language, { default: words }] of Object.entries({ en, es, ar, sw, wo })) {
    await page.goto('/');
    await page.evaluate((l) => localStorage.setItem('egoejo.locale', l), language);
    await page.reload();
    await expect(page.getByText(words['shell.unkept'])).toBeVisible();
    await page.screenshot({ path: info.outputPath(`${language}.png`) });
  }
});

test.describe('cookies blocked', () => {
  test.use({
    deviceOptions: {
      viewport: { width: 360, height: 740 },
      preferences: { profile: { default_content_setting_values: { cookies: 2 } } },
    },
  });

  test('a member signs in, acts, and sees acts only once received @long', async ({
    installation,
    link,
    phone: { page },
  }, info) => {
    const awa = await installation.person(100);
    const project = await installation.project('Un hôtel à insectes');
    await page.goto('/connexion');
    await expect(unkept(page)).toBeVisible();
    await page.screenshot({ path: info.outputPath('sign-in.png') });
    await signIn(page, awa);
    await page.getByRole('link', { name: project.title }).first().click();
    await expect(page.getByRole('heading', { name: project.title })).toBeVisible();
    await boostOpenProject(page);
    await expect(page.getByText(/^reçu/).first()).toBeVisible();
    await page.screenshot({ path: info.outputPath('received.png') });
    expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });

    // The network fails while the act is sent: earlier, nothing would be done, and no act would wait.
    const lost = link.next('/sync/exchange', { kind: 'lose-request' }, 'project.boost').then(() => link.down());
    await page.getByRole('button', { name: 'Planter des grains' }).click();
    await page.getByRole('button', { name: /^Planter \d+ grain/ }).click();
    await lost;
    await expect(page.getByText('Le serveur n’a pas encore répondu')).toBeVisible();
    await expect(page.getByText('en attente')).toHaveCount(0);
    await expect(page.getByText('acte n’est pas encore reçu')).toBeVisible();
    await page.screenshot({ path: info.outputPath('not-received.png') });
    await expectAccessible(page);
    link.up();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => settled(installation.db, awa.id)).toMatchObject({ receipts: ['applied', 'applied'] });
  });
});

test('localStorage, sessionStorage and cookies throw: the app works, acts are stored @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const awa = await installation.person(100);
  const project = await installation.project('Une haie de mûriers');
  await withoutLocalStorage(page);
  await signIn(page, awa);
  await page.getByRole('link', { name: project.title }).first().click();
  link.down();
  await boostOpenProject(page);
  await expect(page.getByText('en attente').first()).toBeVisible();
  expect((await stored(page, awa.id, 'outbox')).length).toBe(1);
  await page.screenshot({ path: info.outputPath('queued.png') });
});

test('service workers refused: the page says that it must stay open without a network; acts are stored @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  await page.addInitScript(() => {
    ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('not here', 'SecurityError'));
  });
  const awa = await installation.person(100);
  const project = await installation.project('Un compost collectif');
  await signIn(page, awa);
  await expect(page.getByText('Ce navigateur n’ouvre pas l’app sans réseau.')).toBeVisible();
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  link.down();
  await boostOpenProject(page);
  await expect(page.getByText('en attente').first()).toBeVisible();
  expect((await stored(page, awa.id, 'outbox')).length).toBe(1);
  await page.screenshot({ path: info.outputPath('queued.png') });
});

test('a small quota on a first visit: the projects are shown, and the page says that storage is full @long', async ({
  installation,
  link,
  phone: { page, context },
}, info) => {
  await installation.project('Un verger');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: link.url, quotaSize: 60_000 });
  await page.goto('/');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.goto('/projets');
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.getByText('La mémoire de l’app est pleine.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('projects.png') });
});
