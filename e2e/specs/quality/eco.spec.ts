/** Eco levels: what each really asks of the network, counted on the line, and really draws. */
import type { Page } from '@playwright/test';
import type { Proxy } from '../../support/network/proxy.ts';
import {
  ecoOf,
  expect,
  boostProject,
  settled,
  shellCached,
  signIn,
  test,
  type Person,
  type SharedInstallation,
} from '../../support/shared-server.ts';

/** Levels from the least on, so that nothing is in a cache that a later one must fetch. */
const levels = [
  { level: 5, name: 'Texte', pictures: null, pokes: false, sky: null, three: false },
  { level: 4, name: 'Minimal', pictures: null, pokes: false, sky: null, three: false },
  { level: 3, name: 'Moyen', pictures: 's', pokes: true, sky: 'flat', three: false },
  { level: 2, name: 'Léger', pictures: 'm', pokes: true, sky: 'deep', three: true },
  { level: 1, name: 'Complet', pictures: 'l', pokes: true, sky: 'deep', three: true },
] as const;

/**
 * Chosen by the member in the settings, as they would. The choice is an act itself; once it is received the line is
 * quiet. A page left earlier may lose it, or would send it from the next one.
 */
async function choose(
  page: Page,
  installation: SharedInstallation,
  member: Person,
  { level, name }: { level: number; name: string },
): Promise<void> {
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: new RegExp(`^${name}`) }).check();
  await expect(page.getByRole('radio', { name: new RegExp(`^${name}`) })).toBeChecked();
  await expect.poll(() => ecoOf(installation.db, member.id)).toBe(String(level));
}
const [text, minimal] = levels;

const paths = (link: Proxy, from: number) => link.requests.slice(from).map((r) => r.path);
const sizes = (asked: string[]) => [
  ...new Set(asked.flatMap((p) => /^\/media\/pictures\/.*-([sml])\.webp/.exec(p)?.[1] ?? [])),
];

test('each level requests and draws what its row of the table says', async ({ installation, link, anotherDevice }) => {
  const phone = await anotherDevice({ webgl: true });
  phone.console.expect(/net::ERR/);
  const { page } = phone;
  const awa = await installation.person(100);
  const [pictured] = await installation.db.query<{ id: string }>(
    `select id from project where picture is not null and status = 'published' limit 1`,
  );
  await signIn(page, awa);
  // No page with a picture before the first level is chosen: what is in a cache is asked for no more.
  await shellCached(page);
  for (const { level, name, pictures, pokes, sky, three } of levels) {
    await choose(page, installation, awa, { level, name });
    const from = link.requests.length;
    await page.goto(`/projets/${pictured!.id}`);
    await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-eco', String(level));
    if (pictures)
      await expect(page.locator('img[src^="/media/pictures/"]').first()).toHaveAttribute(
        'src',
        new RegExp(`-${pictures}\\.webp$`),
      );
    else await expect(page.locator('img')).toHaveCount(0);
    // The page is left only once its picture was asked for: on a slow machine its request would never go out.
    if (pictures) await expect.poll(() => sizes(paths(link, from)), name).toContain(pictures);
    await page.goto('/constellation');
    await expect(page.getByRole('heading', { name: /les plus soutenus d’abord/ })).toBeVisible();
    await expect(page.locator('canvas')).toHaveCount(sky ? 1 : 0);
    if (sky) await expect(page.locator('canvas')).toHaveAttribute('data-sky', sky);
    if (pokes) await expect.poll(() => paths(link, from).some((p) => p.startsWith('/api/live')), name).toBe(true);
    if (three) await expect.poll(() => link.requests.some((r) => r.path.includes('/assets/lazy-sky')), name).toBe(true);
    const asked = paths(link, from);
    expect(
      sizes(asked).filter((s) => s !== pictures),
      `${name}: ${asked.join()}`,
    ).toEqual([]);
    expect(
      asked.some((p) => p.startsWith('/api/live')),
      name,
    ).toBe(pokes);
    if (!three)
      expect(
        asked.filter((p) => p.includes('/assets/lazy-') && !(sky && /lazy-(Drawing|tends)/.test(p))),
        name,
      ).toEqual([]);
  }
});

test('at level 5 Lire fetches the code of books when a page of books is opened, and with the page from then on @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person();
  await signIn(page, awa);
  await shellCached(page);
  await choose(page, installation, awa, text);
  const books = () => link.requests.filter((r) => r.path.startsWith('/assets/lazy-books')).length;
  await page.goto('/lire');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Histoires' })).toBeVisible();
  expect(books()).toBe(0);
  await page.getByRole('link', { name: 'Mes livres' }).first().click();
  await expect(page.getByText('Ouvrir un livre de cet appareil')).toBeVisible();
  expect(books()).toBeGreaterThan(0);
  await page.goto('/lire');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await expect(page.getByText('Ouvrir un livre de cet appareil')).toBeVisible();
});

test('S19 S25: level 5 exchanges for acts and by hand only; at level 4 a tap shows one picture @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  const [pictured] = await installation.db.query<{ id: string }>(
    `select id from project where picture is not null and status = 'published' limit 1`,
  );
  const project = await installation.project('Une serre pour l’hiver');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await page.goto(`/projets/${pictured!.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  await choose(page, installation, awa, minimal);
  await page.goto(`/projets/${pictured!.id}`);
  await expect(page.locator('img')).toHaveCount(0);
  await page
    .getByRole('button', { name: /^Afficher l’image/ })
    .first()
    .click();
  await expect(page.locator('img')).toHaveAttribute('src', /^\/media\/pictures\/.*-s\.webp$/);
  await choose(page, installation, awa, text);
  await page.goto('/moi/activite');
  await page.getByRole('switch', { name: 'Montrer aussi les réglages et positions' }).click();
  await expect(page.getByText(/^reçu/)).toHaveCount(2);
  const from = link.requests.length;
  for (const path of ['/', '/projets', '/cycle', '/moi']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.evaluate(() => dispatchEvent(new Event('online')));
  }
  expect(paths(link, from).filter((p) => p.startsWith('/sync/') || p.startsWith('/api/live'))).toEqual([]);
  await boostProject(page, project);
  await expect.poll(async () => (await settled(installation.db, awa.id)).balance).toBe(90);
  await expect(page.getByText(/^reçu/).first()).toBeVisible();
  const acted = paths(link, from).filter((p) => p.startsWith('/sync/exchange')).length;
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect
    .poll(() => paths(link, from).filter((p) => p.startsWith('/sync/exchange')).length)
    .toBeGreaterThan(acted);
});

/** The longest animation or transition anything on the page runs, in seconds. */
const longestMotion = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const seconds = (list: string) =>
      Math.max(...list.split(',').map((t) => (t.trim().endsWith('ms') ? parseFloat(t) / 1000 : parseFloat(t))));
    return Math.max(
      ...[...document.querySelectorAll('*')].map((e) => {
        const { transitionDuration, animationDuration, animationName } = getComputedStyle(e);
        return Math.max(seconds(transitionDuration), animationName === 'none' ? 0 : seconds(animationDuration));
      }),
    );
  });

for (const [title, options, most] of [
  ['motion is at most 200 ms @long', {}, 0.2],
  ['prefers-reduced-motion: nothing moves @long', { reducedMotion: 'reduce' }, 0.001],
] as const) {
  test(title, async ({ installation, anotherDevice }) => {
    const { page } = await anotherDevice({ ...options });
    const awa = await installation.person(100);
    const project = await installation.project('Une passerelle');
    await signIn(page, awa);
    await page.goto(`/projets/${project.id}`);
    await page.getByRole('button', { name: 'Planter des grains' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await longestMotion(page)).toBeLessThanOrEqual(most);
  });
}
