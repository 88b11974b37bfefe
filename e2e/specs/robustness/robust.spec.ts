/** One thing that is broken stops only itself, and a visitor on a page of members gets a way in. */
import { readFile } from 'node:fs/promises';
import { TIMES } from '../../support/limits.ts';
import { leaveApp } from '../../support/installation.ts';
import { boostOpenProject, expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { withoutBackgroundSync } from '../../support/browsers/freeze.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('a row that was tampered with stops neither the list nor the app; queued acts can be saved from its page', async ({
  installation,
  link,
  phone,
}, info) => {
  const { page } = phone;
  phone.console.expect(/net::ERR|Objects are not valid as a React child|replaceAll/);
  const awa = await installation.person(40);
  const [broken, whole] = [
    await installation.project('Un four robuste'),
    await installation.project('Un verger robuste'),
  ];
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/projets');
  await page.getByRole('searchbox').fill('robuste');
  await expect(page.getByRole('link', { name: 'Un four robuste' })).toBeVisible();
  link.down();
  await page.goto(`/projets/${whole.id}`);
  await page.getByRole('button', { name: 'Suivre', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Suivi', exact: true })).toBeVisible();
  await leaveApp(page);
  await page.evaluate(
    ([member, id]) =>
      new Promise<void>((done, fail) => {
        const open = indexedDB.open(`egoejo-${member}`);
        open.addEventListener('error', () => fail(open.error));
        open.addEventListener('success', () => {
          const tx = open.result.transaction('project', 'readwrite');
          const rows = tx.objectStore('project');
          const found = rows.get(id as string);
          found.addEventListener('success', () => rows.put({ ...found.result, title: { text: '<b>!</b>' } }));
          tx.addEventListener('complete', () => done());
          tx.addEventListener('abort', () => fail(tx.error));
        });
      }),
    [awa.id, broken.id],
  );
  await page.goto('/projets');
  await page.getByRole('searchbox').fill('robuste');
  await expect(page.getByRole('link', { name: 'Un verger robuste' })).toBeVisible();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: 'Trier et filtrer' }).click();
  await page.getByLabel('Trier', { exact: true }).selectOption('newest');
  await expect(page.getByText('Ligne illisible sur cet appareil.')).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/projets/${broken.id}`);
  await expect(page.getByRole('navigation', { name: 'Navigation principale' })).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Enregistrer mes actes en attente' }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toContain('project.follow');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('crash.png') });
  await page.getByRole('link', { name: 'Lire' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lire' })).toBeVisible();
});

test('a visitor on a page of members gets a way in that leads back there @long', async ({
  installation,
  phone: { page },
}, info) => {
  const awa = await installation.person(40);
  for (const path of ['/administration', '/animer', '/moi/securite', '/moi/quitter', '/moi/profil']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Cette page est celle d’un membre' })).toBeVisible();
  }
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('visitor.png') });
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await page.getByLabel('Adresse e-mail').fill(awa.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(awa.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Profil' })).toBeVisible();
});

test('a sync worker that died is replaced without a reload, and the act that waited for it is received @long', async ({
  installation,
  link,
  phone: { page, context },
}) => {
  const awa = await installation.person(40);
  const project = await installation.project('Un séchoir pour tout le monde');
  await withoutBackgroundSync(context, link.url);
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const worker = page.workers().find((w) => w.url().includes('sync'));
  const gone = new Promise((done) => worker?.once('close', done));
  await worker?.evaluate(() => close());
  await gone;
  await boostOpenProject(page);
  // Ten seconds of silence until it is asked again, and ten more until another one starts.
  await expect(page.getByText(/^reçu/).first()).toBeVisible({ timeout: TIMES * 40_000 });
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
  const rows = await installation.db.query('select 1 from receipt where member = $1', [awa.id]);
  expect(rows).toHaveLength(1);
});
