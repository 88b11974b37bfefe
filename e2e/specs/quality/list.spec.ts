/**
 * 25,000 projects with their tallies, 50,000 rows, on a phone: read to the last one, found in French with accents
 * missing and letters wrong, sorted, filtered, opened and acted upon without a network.
 */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { createFromTemplate } from '@egoejo/server/testing/database/template.ts';
import { grant } from '@egoejo/server/testing/acts.ts';
import { addCommunity, addMember, addMembership } from '@egoejo/server/testing/world.ts';
import { hashPassword } from '@egoejo/server/accounts/sign-in/passwords.ts';
import { openDevice, type Page } from '../../support/browsers/browser.ts';
import { adminUrl, expect, test } from '../../support/test.ts';
import { TIMES } from '../../support/limits.ts';
import { boostOpenProject, signIn, stored } from '../../support/installation.ts';

/** What people type, and what they mean. */
const searches: readonly (readonly [typed: string, title: string])[] = [
  ['bibliotheque de rue', 'Bibliothèque de rue aux Pradettes'],
  ['bibliotèque roulante', 'Bibliothèque roulante des hameaux'],
  ['foret comestible', 'Forêt comestible de la Ramée'],
  ['forêt comestibel', 'Forêt comestible de la Ramée'],
  ['ecole buissoniere', 'L’école buissonnière du canal'],
  ['pepiniere', 'Pépinière de quartier à Bagatelle'],
  ['velo cargo', 'Des vélos-cargos à prêter'],
  ['vélos cargos preter', 'Des vélos-cargos à prêter'],
  ['reparation', 'Café de réparation du Busca'],
  ['cafe reparation', 'Café de réparation du Busca'],
  ['potager pedagojique', 'Potager pédagogique du collège'],
  ['mediatheque', 'Médiathèque ouverte le dimanche'],
  ['theatre plein air', 'Théâtre en plein air au Grand-Rond'],
  ['téatre grand rond', 'Théâtre en plein air au Grand-Rond'],
  ['oeuvre collective', 'Une œuvre collective sous le pont'],
  ['ruches', 'Ruches et prairie fleurie à Lardenne'],
  ['prairie fleuri', 'Ruches et prairie fleurie à Lardenne'],
  ['toilettes seches', 'Toilettes sèches au jardin Raymond VI'],
  ['eclairage passage', 'Éclairage du passage à niveau'],
  ['eclerage passage niveau', 'Éclairage du passage à niveau'],
  ['pietons', 'Traversée sûre pour les piétons à Croix-Daurade'],
  ['traverse sure', 'Traversée sûre pour les piétons à Croix-Daurade'],
  ['skate parc', 'Skatepark couvert de Borderouge'],
  ['skatpark', 'Skatepark couvert de Borderouge'],
  ['nichoir mesange', 'Nichoirs à mésanges dans les cours'],
  ['fontaine eau fraiche', 'Fontaines d’eau fraîche au marché'],
  ['composteur', 'Composteurs au pied des immeubles'],
  ['conposteurs immeuble', 'Composteurs au pied des immeubles'],
  ['guinguette', 'Guinguette au bord de la Garonne'],
  ['garone guingette', 'Guinguette au bord de la Garonne'],
];
const named = [...new Set(searches.map(([, title]) => title))];
const LAST = 'Table d’orientation du belvédère';
const TOTAL = 25_000;

/** Titles as a city gives them; the last by score stands alone. Rows in two statements, as an import would. */
async function addProjects(db: Database, community: string): Promise<void> {
  await db.query(
    `with made as (
       select i, gen_random_uuid() as id,
         case when i <= cardinality($2::text[]) then ($2::text[])[i] when i = $3 then $4
           else (array['Jardin', 'Bancs', 'Piste cyclable', 'Aire de jeux', 'Fresque', 'Marché', 'Atelier', 'Verger',
             'Kiosque', 'Boulodrome'])[1 + i % 10]
             || (array[' partagé', ' ombragé', ' des voisins', ' pour tous', ' du dimanche', ' sans voitures',
               ' des enfants'])[1 + i % 7]
             || (array[', rue des Lilas', ', place du Salin', ', quai de Tounis', ', chemin Cassaing',
               ', impasse Sainte-Anne', ', allée des Demoiselles', ', cité Negreneys', ', côte Pavée',
               ', avenue Jean-Rieux'])[1 + i % 9]
             || ' ' || i end as title,
         (array['Nature', 'Mobilité', 'Culture', 'Sport'])[1 + i % 4] as category
       from generate_series(1, $3::int) as i),
     projects as (
       insert into project (id, scope, community, title, summary, category, status, created_at)
       select id, 'community:' || $1, $1::uuid, title, 'Proposé par des habitants.', category, 'published',
         timestamptz '2026-01-01' + i * interval '1 minute' from made)
     insert into project_tally (id, scope, score, supporters)
       select id, 'community:' || $1, ($3 - i) * 10, ($3 - i) / 10 from made`,
    [community, named, TOTAL, LAST],
  );
}

/** One phone with the whole list on it, for all tests of this file. */
const listTest = test.extend<{ page: Page }, { phone: { page: Page } }>({
  phone: [
    async ({}, use) => {
      const made = await createFromTemplate(adminUrl());
      const db = await openPostgres({ url: made.url, max: 2 });
      const community = await addCommunity(db);
      const other = await addCommunity(db);
      await db.query(
        `update community set name = case id when $1 then 'Toulouse' else 'Ailleurs' end where id in ($1, $2)`,
        [community, other],
      );
      await addProjects(db, community);
      const awa = await addMember(db);
      await grant(db, awa.id, 100);
      await addMembership(db, awa, community);
      await db.query('insert into credential (member, password_hash) values ($1, $2)', [
        awa.id,
        await hashPassword('une phrase assez longue'),
      ]);
      await db.query(`insert into silo (id) values ($1)`, [newId()]);
      await db.script('vacuum analyze');
      const server = await startServer({ databaseUrl: made.url, env: { NODE_ENV: 'production' } });
      const device = await openDevice({ baseURL: server.url });
      await signIn(device.page, { id: awa.id, email: `${awa.id}@example.org`, password: 'une phrase assez longue' });
      await expect
        .poll(async () => (await stored(device.page, awa.id, 'projectTally')).length, {
          intervals: [500],
          timeout: TIMES * 90_000,
        })
        .toBe(TOTAL);
      // The browser itself reports requests that failed without a network.
      device.console.expect(/net::ERR/);
      await use({ page: device.page });
      expect(device.console.complaints()).toEqual([]);
      await device.close();
      await server.close();
      await db.close();
      await made.drop();
    },
    { scope: 'worker', timeout: TIMES * 120_000 },
  ],
  page: async ({ phone }, use) => {
    await phone.page.goto('/projets');
    await expect(phone.page.getByText(/^25\s000 projets/)).toBeVisible();
    await use(phone.page);
  },
});
listTest.describe.configure({ mode: 'default' });

const titles = (page: Page) => page.getByRole('list', { name: 'Projets' }).getByRole('heading');

listTest('row 25,000 is read by scrolling to the end, and found by search @long', async ({ page }) => {
  await expect(titles(page).first()).toHaveText(named[0]!);
  await expect
    .poll(async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      return page.getByText(LAST).isVisible();
    })
    .toBe(true);
  await expect(page.locator('[aria-posinset="25000"]')).toContainText(LAST);
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByRole('searchbox').fill('table orientation belvedere');
  await expect(titles(page).first()).toHaveText(LAST);
});

listTest(
  'thirty French searches without accents or with a wrong letter find their project first @long',
  async ({ page }) => {
    expect(searches).toHaveLength(30);
    for (const [typed, title] of searches) {
      await page.getByRole('searchbox').fill(typed);
      await expect(titles(page).first(), typed).toHaveText(title);
    }
    await page.getByRole('searchbox').fill('xylophone hydraulique');
    await expect(page.getByText('Rien ne correspond')).toBeVisible();
    await page.getByRole('button', { name: 'Tout afficher' }).click();
    await expect(titles(page).first()).toHaveText(named[0]!);
  },
);

listTest('sorted by newest, filtered by category and community @long', async ({ page }) => {
  await page.getByRole('button', { name: 'Trier et filtrer' }).click();
  await page.getByLabel('Trier', { exact: true }).selectOption({ label: 'Les plus récents' });
  await expect(titles(page).first()).toHaveText(LAST);
  await page
    .getByRole('button', { name: 'Culture' })
    .or(page.getByRole('radio', { name: 'Culture' }))
    .first()
    .click();
  await expect(page.getByText(/^6\s250 projets/)).toBeVisible();
  await page.getByLabel('Communauté', { exact: true }).selectOption({ label: 'Ailleurs' });
  await expect(page.getByText('Rien ne correspond')).toBeVisible();
  await page.getByLabel('Communauté', { exact: true }).selectOption({ label: 'Toulouse' });
  await page.getByLabel('Trier', { exact: true }).selectOption({ label: 'Les plus soutenus' });
  await expect(titles(page).first()).toHaveText(named[1]!);
});

listTest('with 50,000 rows the app opens without a network, and an act is kept @long', async ({ page }) => {
  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText(/^25\s000 projets/)).toBeVisible();
  await titles(page).first().click();
  await boostOpenProject(page);
  await expect(page.getByText(/^en attente/).first()).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(/^reçu/).first()).toBeVisible();
});
