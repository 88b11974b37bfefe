/** Offline from the first visit on: every page opens from local data, and nothing is queued for a visitor. */
import { tapTwice } from '../../support/page/double-tap.ts';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import {
  expect,
  shellCached,
  signIn,
  stored,
  test,
  walletOf,
  type SharedInstallation,
} from '../../support/shared-server.ts';

const text = 'Au matin, la rosée remplit les seaux.';

/** A visitor's first visit: the first screen, one project, one story read. */
async function firstVisit(
  page: Page,
  installation: SharedInstallation,
): Promise<{ project: { id: string; title: string }; story: string }> {
  const project = await installation.project('Une fontaine à la gare');
  const story = await installation.story({ title: 'La rosée', words: 7, pages: [`<p>${text}</p>`] });
  await page.goto('/');
  await expect(page.locator('article h2 a').first()).toBeVisible();
  await shellCached(page);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByText('Du pain pour le quartier.')).toBeVisible();
  await page.goto(`/lire/${story}`);
  await expect(page.getByText(text)).toBeVisible();
  return { project, story };
}

/** What each page shows when it works. */
const places = (project: { id: string; title: string }, story: string): [string, (page: Page) => Promise<void>][] => [
  ['/', (page) => expect(page.locator('article h2 a').first()).toBeVisible()],
  ['/projets', (page) => expect(page.getByText(/^\d+ projets/)).toBeVisible()],
  [
    `/projets/${project.id}`,
    async (page) => {
      await expect(page.getByRole('heading', { level: 1, name: project.title })).toBeVisible();
      await expect(page.getByText('Du pain pour le quartier.')).toBeVisible();
    },
  ],
  ['/lire', (page) => expect(page.getByRole('link', { name: 'La rosée' }).first()).toBeVisible()],
  [`/lire/${story}`, (page) => expect(page.getByText(text)).toBeVisible()],
  ['/cycle', (page) => expect(page.getByText('Des grains, pas de la monnaie')).toBeVisible()],
  ['/aide', (page) => expect(page.getByRole('heading', { name: 'Sans réseau' })).toBeVisible()],
  ['/constellation', (page) => expect(page.getByRole('heading', { name: /les plus soutenus d’abord/ })).toBeVisible()],
  ['/recherche', (page) => expect(page.getByRole('heading', { level: 1, name: 'Recherche' })).toBeVisible()],
  ['/rencontres', (page) => expect(page.getByRole('heading', { level: 1, name: 'Rencontres' })).toBeVisible()],
  ['/communautes', (page) => expect(page.getByRole('heading', { level: 1, name: 'Communautés' })).toBeVisible()],
  ['/moi/impact', (page) => expect(page.getByRole('heading', { level: 1, name: 'Mon impact' })).toBeVisible()],
  ['/moi', (page) => expect(page.getByText('Vous visitez EGOEJO')).toBeVisible()],
  ['/moi/activite', (page) => expect(page.getByText('Rien ne part d’ici sans vous')).toBeVisible()],
  ['/moi/donnees', (page) => expect(page.getByRole('heading', { level: 1, name: 'Données' })).toBeVisible()],
  // Honest about what is not here.
  [
    '/votes/00000000-0000-7000-8000-000000000000',
    (page) => expect(page.getByText('Ce vote n’est pas sur cet appareil')).toBeVisible(),
  ],
  [
    '/projets/00000000-0000-7000-8000-000000000000',
    (page) =>
      expect(page.getByText(/Recherche de ce projet…|Ce projet n’est pas encore sur cet appareil/)).toBeVisible(),
  ],
  [
    '/lire/00000000-0000-7000-8000-000000000000',
    (page) => expect(page.getByText('Ce texte n’est pas sur cet appareil')).toBeVisible(),
  ],
];

/** Nothing turns over content that is here. */
async function calm(page: Page): Promise<void> {
  await expect(page.getByText('Un instant…')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('progressbar')).toHaveCount(0);
}

for (const [title, worsen] of [
  ['the server is dead', async ({ installation }: { installation: SharedInstallation }) => installation.server.kill()],
  ['the link stalls @long', async ({ link }: { link: { stall(): void } }) => link.stall()],
] as const) {
  test(`after a first, signed-out visit every page opens when ${title}`, async ({
    installation,
    link,
    anotherDevice,
  }) => {
    // One of the places is the sky, which a device with many processors draws with WebGL.
    const phone = await anotherDevice({ webgl: true });
    phone.console.expect(/net::ERR/);
    const { page } = phone;
    const { project, story } = await firstVisit(page, installation);
    await worsen({ installation, link });
    await page.reload({ waitUntil: 'commit' });
    await expect(page.getByText(text)).toBeVisible();
    for (const [path, works] of places(project, story)) {
      await page.goto(path, { waitUntil: 'commit' });
      await works(page);
      await calm(page);
    }
    // By hand, without loading the page anew.
    const nav = page.getByRole('navigation', { name: 'Navigation principale' });
    await nav.getByRole('link', { name: 'Projets' }).click();
    await page.getByRole('searchbox').fill('fontaine gare');
    // The other test of this pair may have made a project of this title on the same server.
    await page.locator(`a[href="/projets/${project.id}"]`).click();
    await expect(page.getByText('Du pain pour le quartier.')).toBeVisible();
    for (const [name, heading] of [
      ['Lire', 'Lire'],
      ['Cycle', 'Le cycle'],
      ['Moi', 'Moi'],
      ['Accueil', 'Bienvenue sur EGOEJO'],
    ] as const) {
      await nav.getByRole('link', { name }).click();
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
      await calm(page);
    }
  });
}

const queuedForVisitors = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((d) => d.name ?? '').filter((n) => n.startsWith('egoejo'));
    const counts = await Promise.all(
      names.map(
        (name) =>
          new Promise<number>((done) => {
            const open = indexedDB.open(name);
            open.onsuccess = () => {
              const db = open.result;
              if (!db.objectStoreNames.contains('outbox')) {
                db.close();
                done(0);
                return;
              }
              const count = db.transaction('outbox').objectStore('outbox').count();
              count.onsuccess = () => {
                db.close();
                done(count.result);
              };
            };
          }),
      ),
    );
    return counts.reduce((a, b) => a + b, 0);
  });

test('nothing is queued for a visitor: planting asks to sign in, then returns to the same page @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  const project = await installation.project('Une mare pour les tritons');
  await page.goto(`/projets/${project.id}`);
  await page.getByRole('link', { name: 'Se connecter pour planter' }).click();
  await expect(page.getByText('vous reviendrez là où vous étiez')).toBeVisible();
  expect(await queuedForVisitors(page)).toBe(0);
  await page.getByLabel('Adresse e-mail').fill(awa.email);
  await page.getByLabel('Mot de passe').fill(awa.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page
    .getByRole('dialog', { name: 'Planter des grains' })
    .getByRole('button', { name: /^Planter 5 grains/ })
    .click();
  await expect.poll(() => walletOf(installation.db, awa.id)).toBe(95);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: project.title })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a page that needs the server and was never opened says so without a network, and opens when the connection is back @long', async ({
  link,
  phone: { page, console },
}) => {
  console.expect(/net::ERR|Failed to fetch dynamically imported module/);
  await page.goto('/connexion');
  await shellCached(page);
  link.down();
  await page.getByRole('link', { name: 'Créer un compte' }).click();
  await expect(page.getByText('Cette page n’est pas encore sur l’appareil et le réseau ne répond pas.')).toBeVisible();
  await expectAccessible(page);
  link.up();
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(page.getByLabel('Adresse e-mail')).toBeVisible();
  // From then on it is here.
  link.down();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Créer un compte' })).toBeVisible();
});

test('a shared link asks a visitor to sign in, then is queued without a network', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person();
  await page.goto('/');
  await shellCached(page);
  await page.goto('/partager?title=Les+abeilles+noires&url=http%3A%2F%2F10.0.0.1%2Fabeilles');
  await page.getByRole('link', { name: 'Se connecter pour l’ajouter' }).click();
  await page.getByLabel('Adresse e-mail').fill(awa.email);
  await page.getByLabel('Mot de passe').fill(awa.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('button', { name: 'Ajouter à « À lire »' })).toBeVisible();
  link.down();
  await page.goto('/partager?title=Les+abeilles+noires&text=Lu+dans+le+train&url=http%3A%2F%2F10.0.0.1%2Fabeilles');
  await tapTwice(page.getByRole('button', { name: 'Ajouter à « À lire »' }));
  await expect(page).toHaveURL(/\/lire\?liste=file$/);
  await expect(page.getByRole('link', { name: 'Les abeilles noires' })).toBeVisible();
  await expect(page.getByText('en attente').first()).toBeVisible();
  // Opened from elsewhere, the page chooses the queue too, although the only text in it is a queued act.
  await page.goto('/lire');
  await expect(page.getByRole('link', { name: 'Les abeilles noires' })).toBeVisible();
  expect((await stored(page, awa.id, 'outbox')).map((row) => row['name'])).toEqual(['reading.add']);
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^reçu/).first()).toBeVisible();
});

test('a hostile share shows as plain words, runs and fetches nothing, and is queued with a title that fits @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person();
  await signIn(page, awa);
  await shellCached(page);
  link.down();
  const share = (fields: Record<string, string>) => page.goto(`/partager?${new URLSearchParams(fields).toString()}`);
  for (const url of [
    'javascript:document.title=1',
    'data:text/html,<script>parent.taken=1</script>',
    'file:///etc/hosts',
  ])
    for (const field of ['url', 'text', 'title']) {
      await share({ [field]: url });
      await expect(page.getByRole('heading', { name: 'Aucun lien dans ce partage' })).toBeVisible();
    }
  const html = `<img src="//tiers.example/x.png" onerror="taken=1"><script>taken=1</script>`;
  await share({ title: html + 'a'.repeat(1_000), url: 'https://exemple.org/"onmouseover="taken=1' });
  await expect(page.getByRole('heading', { level: 2 })).toContainText('<script>');
  const width = await page.evaluate(() => document.scrollingElement?.scrollWidth);
  expect(width).toBe(page.viewportSize()?.width);
  await page.getByRole('button', { name: 'Ajouter à « À lire »' }).click();
  await expect(page).toHaveURL(/\/lire\?liste=file$/);
  expect(await page.evaluate(() => 'taken' in window)).toBe(false);
  const [row] = await stored(page, awa.id, 'outbox');
  expect(row?.['args']).toMatchObject({ url: 'https://exemple.org/' });
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^reçu/).first()).toBeVisible();
});
