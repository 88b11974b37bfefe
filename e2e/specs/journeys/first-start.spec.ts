/**
 * From the first start of a real server to the first grains that count: installation, an import, then an act without a
 * server.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { grant } from '@egoejo/server/testing/acts.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { createFromTemplate } from '@egoejo/server/testing/database/template.ts';
import { egoejo } from '../../support/operator.ts';
import { settled, shellCached, stored } from '../../support/installation.ts';
import { adminUrl, expect, test } from '../../support/test.ts';
import { looker } from '../../support/page/walk.ts';

/** A participatory budget of one district, in the format of Pabulib: three projects, five ballots, approval, greedy. */
const BUDGET = `META
key;value
description;Budget participatif de Saint-Aubin
country;France
unit;Saint-Aubin
instance;2025
num_projects;3
num_votes;5
budget;30000
vote_type;approval
rule;greedy
date_begin;01.03.2025
date_end;31.03.2025
min_length;1
max_length;2
currency;EUR
PROJECTS
project_id;cost;votes;name;category;district;selected
1;12000;4;Un lavoir rouvert;Patrimoine;Centre;1
2;15000;2;Des haies le long du chemin;Nature en ville;Centre;1
3;20000;1;Un panneau d’affichage;Vie locale;Centre;0
VOTES
voter_id;vote
1;1
2;1,2
3;1
4;1,2
5;3
`;

test('a real server is installed by its setup code and imports a .pb file; an act queued without it is received once', async ({
  anotherDevice,
}, info) => {
  const made = await createFromTemplate(adminUrl());
  const server = await startServer({ databaseUrl: made.url, env: { NODE_ENV: 'production' } });
  const db = await openPostgres({ url: made.url, max: 2 });
  const device = await anotherDevice({ baseURL: server.url });
  device.console.expect(/net::ERR|status of 4/);
  const { page } = device;
  const home = page.getByRole('link', { name: 'Accueil' });
  const code = /setup code: (\d{8})/.exec(server.output())?.[1] ?? '';
  await page.goto('/installation');
  await page.getByLabel('Code d’installation').fill('00000000');
  await page.getByRole('radio', { name: /^Dans un dossier du serveur/ }).check();
  await page.getByLabel('Expéditeur').fill('EGOEJO <lieu@example.org>');
  await page.getByLabel('Adresse e-mail').fill('awa@example.org');
  await page.getByLabel(/^Nom/).fill('Awa');
  await page.getByLabel(/mot de passe/i).fill('une phrase assez longue');
  await page.getByLabel('Dossier des sauvegardes').fill(join(server.dataDir, 'sauvegardes'));
  await page.getByRole('button', { name: 'Terminer l’installation' }).click();
  await expect(page.getByRole('alert')).toContainText('Ce n’est pas le code d’installation');
  await page.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
  await page.getByLabel('Code d’installation').fill(code);
  await page.getByRole('button', { name: 'Terminer l’installation' }).click();
  // The administrator is signed in, and what is left to do says itself, one step after the other.
  const steps = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Ouvrir votre communauté' }) });
  const take = looker(page, info);
  const look = async (name: string, done: number): Promise<void> => {
    await expect(steps).toContainText(`${done} sur 5`);
    await take(name);
  };
  await look('empty', 0);
  await steps.getByRole('link', { name: 'Créer la communauté' }).click();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Saint-Aubin');
  await page.getByRole('button', { name: 'Créer la communauté' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Saint-Aubin' })).toBeVisible();
  await home.click();
  await look('community', 1);
  await steps.getByRole('link', { name: 'Imprimer l’affiche' }).click();
  await expect(page.getByRole('img', { name: /Code à photographier/ })).toBeVisible();
  await home.click();
  await look('poster', 2);
  await steps.getByRole('link', { name: 'En proposer un' }).click();
  // Theirs is the only one: it is not asked for.
  await page.getByLabel('Titre').fill('Un four à pain');
  await page.getByLabel('En deux phrases').fill('Pour tout le hameau.');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Un four à pain' })).toBeVisible();
  await home.click();
  await steps.getByRole('link', { name: 'Publier la proposition' }).click();
  await page.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect.poll(() => db.query('select status from project')).toEqual([{ status: 'published' }]);
  await home.click();
  await look('project', 3);
  await page.getByRole('link', { name: 'Lire', exact: true }).click();
  await expect(page.getByText('Le puits qui comptait').first()).toBeVisible();

  const file = join(server.dataDir, 'saint-aubin.pb');
  await writeFile(file, BUDGET);
  expect(
    (
      await egoejo(
        { DATABASE_URL: made.url, DATA_DIR: server.dataDir, NODE_ENV: 'production', PUBLIC_URL: server.url },
        'import',
        'pabulib',
        file,
      )
    ).err,
  ).toBe('');
  await rm(file);
  const [awa] = await db.query<{ id: MemberId }>(`select id from member where email = 'awa@example.org'`);
  await grant(db, awa!.id, 100);
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await page.goto('/projets');
  await page.getByText('Un lavoir rouvert').first().click();
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('project.png'), fullPage: true });
  await shellCached(page);

  await server.kill();
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  await page.getByRole('spinbutton').fill('10');
  await page.getByRole('button', { name: /^Planter 10 grains/ }).click();
  await expect(page.getByText(/^en attente/).first()).toBeVisible();
  await server.start();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^reçu/)).toHaveCount(4);
  expect(await settled(db, awa!.id)).toEqual({
    receipts: ['applied', 'applied', 'applied', 'applied'],
    balance: 90,
    ledger: 90,
  });
  await expect.poll(async () => (await stored(page, awa!.id, 'outbox')).length).toBe(0);
  await db.close();
  await server.close();
  await made.drop();
});
