/**
 * The whole story on an empty installation, at 360 pixels: an administrator, a community, an invitation by its poster,
 * a proposal with a photo and a budget vote without a network, the result with one's own share, the poster.
 */
import { askForCode } from '../../support/ask-for-code.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeQR } from 'qr/decode.js';
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import { photo } from '@egoejo/server/testing/photos.ts';
import { freePort } from '@egoejo/server/testing/database/cluster.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { createFromTemplate } from '@egoejo/server/testing/database/template.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { drawnCode } from '../../support/page/drawn-code.ts';
import { shellCached } from '../../support/installation.ts';
import { startProxy } from '../../support/network/proxy.ts';
import { codeFor } from '../../support/shared-server.ts';
import { adminUrl, expect, expectAccessible, test } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const PASSWORD = 'une phrase assez longue';
const reconnected = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));

async function install(page: Page, code: string, backups: string): Promise<void> {
  await page.goto('/installation');
  await page.getByLabel('Code d’installation').fill(code);
  await page.getByRole('radio', { name: /^Dans un dossier du serveur/ }).check();
  await page.getByLabel('Expéditeur').fill('EGOEJO <lieu@example.org>');
  await page.getByLabel('Adresse e-mail').fill('jeanne@example.org');
  await page.getByLabel(/^Nom/).fill('Jeanne');
  await page.getByLabel(/mot de passe/i).fill(PASSWORD);
  await page.getByLabel('Dossier des sauvegardes').fill(backups);
  await page.getByRole('button', { name: 'Terminer l’installation' }).click();
  await expect(page.getByRole('heading', { name: 'Ouvrir votre communauté' })).toBeVisible();
}

/** Creates the first community and returns the address on its poster. */
async function firstCommunity(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Créer la communauté' }).click();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Saint-Aubin');
  await page.getByRole('button', { name: 'Créer la communauté' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Saint-Aubin' })).toBeVisible();
  await page.getByRole('link', { name: 'Affiche' }).click();
  await expect(page.getByRole('img', { name: /Code à photographier/ })).toBeVisible();
  return decodeQR(await drawnCode(page, /Code à photographier/));
}

async function signUpAndJoin(page: Page, address: string, mails: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Saint-Aubin' })).toBeVisible();
  await page.getByRole('link', { name: 'Créer un compte pour rejoindre' }).click();
  await page.getByLabel('Adresse e-mail').fill('awa@example.org');
  await askForCode(page);
  await page.getByLabel('Code reçu').fill(await codeFor(mails, 'awa@example.org'));
  await page.getByRole('button', { name: 'Vérifier le code' }).click();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Awa Ndiaye');
  await page.getByLabel('Choisissez un mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await page.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(page.getByRole('heading', { name: 'Bienvenue !' })).toBeVisible();
}

async function propose(page: Page, file: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Communauté' }).selectOption({ label: 'Saint-Aubin' });
  await page.getByLabel('Titre').fill('Rouvrir le lavoir');
  await page.getByLabel('En deux phrases').fill('De l’eau et de l’ombre au bas du village.');
  await page.getByLabel('Coût estimé').fill('3 300');
  await page.getByLabel('Ajouter une photo').setInputFiles(file);
  await expect(page.getByText('gardée sur cet appareil')).toBeVisible();
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Rouvrir le lavoir' })).toBeVisible();
  await expect(page.getByText(/^en attente/).first()).toBeVisible();
}

/** Prepares a budget poll by equal shares about the project and two other ideas, and opens it. */
async function openBudgetPoll(page: Page): Promise<void> {
  await page.goto('/animer');
  await page.getByRole('button', { name: 'Préparer un vote' }).click();
  await page.getByLabel('Question').fill('Que financer cette année ?');
  await page.getByRole('radio', { name: /^Budget participatif/ }).check();
  await page.getByLabel('Budget', { exact: true }).fill('5 000');
  await page.getByRole('button', { name: 'Ajouter des projets' }).click();
  const sheet = page.getByRole('dialog', { name: 'Ajouter des projets' });
  await sheet.getByRole('checkbox', { name: 'Rouvrir le lavoir' }).check();
  await sheet.getByRole('button', { name: 'C’est bon' }).click();
  await expect(page.getByLabel('Coût 1', { exact: true })).toHaveValue('3300');
  for (const [n, label, cost] of [
    ['2', 'Des bancs', '1 000'],
    ['3', 'Un panneau', '4 500'],
  ] as const) {
    await page.getByRole('button', { name: 'Ajouter un choix' }).click();
    await page.getByLabel(`Choix ${n}`, { exact: true }).fill(label);
    await page.getByLabel(`Coût ${n}`, { exact: true }).fill(cost);
  }
  await page.getByLabel('Clôture').fill('2999-12-31T18:00');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const draft = page.getByRole('listitem').filter({ hasText: 'Que financer cette année ?' });
  await draft.getByRole('button', { name: 'Ouvrir le vote' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ouvrir le vote' }).click();
  await expect(page.getByRole('heading', { name: 'Votes ouverts' })).toBeVisible();
}

test('an empty installation comes to its first budget vote: every step by page, the member’s without a network @long', async ({
  anotherDevice,
}, info) => {
  const made = await createFromTemplate(adminUrl());
  const port = await freePort();
  const link = await startProxy(port);
  const server = await startServer({
    databaseUrl: made.url,
    port,
    env: { NODE_ENV: 'production', PUBLIC_URL: link.url },
  });
  const db = await openPostgres({ url: made.url, max: 2 });
  const shot = (page: Page, name: string) =>
    page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true }).then(() => expectAccessible(page));
  const desk = await anotherDevice({ baseURL: link.url });
  const phone = await anotherDevice({ baseURL: link.url });
  for (const device of [desk, phone]) device.console.expect(/net::ERR|status of 4|icon from the Manifest/);
  const [jeanne, awa] = [desk.page, phone.page];

  await install(jeanne, /setup code: (\d{8})/.exec(server.output())?.[1] ?? '', join(server.dataDir, 'sauvegardes'));
  const address = await firstCommunity(jeanne);
  expect(address).toContain(`${link.url}/rejoindre/`);
  await signUpAndJoin(awa, address, join(server.dataDir, 'mail'));
  await shot(awa, '1-joined');

  const file = info.outputPath('lavoir.jpg');
  await writeFile(file, await photo(1200, 800));
  await awa.goto('/projets/proposer');
  await expect(awa.getByLabel('Titre')).toBeVisible();
  await shellCached(awa);
  link.down();
  await propose(awa, file);
  await shot(awa, '2-proposed-offline');
  link.up();
  await reconnected(awa);
  await expect(awa.getByText('reçue', { exact: true })).toBeVisible();

  await jeanne.goto('/animer');
  await jeanne
    .getByRole('listitem')
    .filter({ hasText: 'Rouvrir le lavoir' })
    .getByRole('button', { name: 'Publier' })
    .click();
  await expect(awa.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  // An empty installation has no stories to harvest by: the administrator gives the first grains.
  await jeanne.goto('/administration');
  await jeanne.getByRole('tab', { name: 'Membres' }).click();
  await jeanne.getByRole('searchbox').fill('ndiaye');
  await jeanne.getByRole('button', { name: /Awa Ndiaye/ }).click();
  await jeanne.getByLabel('Nombre de grains').fill('100');
  await jeanne.getByLabel('Raison').fill('Accueil');
  await jeanne.getByRole('button', { name: 'Ajuster' }).click();
  await expect(jeanne.getByText('Awa Ndiaye a maintenant 100 grains.')).toBeVisible();
  await awa.goto('/');
  await expect(awa.getByText('100', { exact: true }).first()).toBeVisible();
  await awa.goto('/projets');
  await awa.getByRole('link', { name: 'Rouvrir le lavoir' }).click();
  await awa.getByRole('button', { name: 'Planter des grains' }).click();
  await awa.getByRole('spinbutton').fill('10');
  await awa.getByRole('button', { name: /^Planter 10 grains/ }).click();
  await expect(awa.getByText('10 grains', { exact: true }).first()).toBeVisible();
  await shot(awa, '3-boosted');

  await openBudgetPoll(jeanne);
  await awa.goto('/votes');
  await awa.getByRole('link', { name: 'Que financer cette année ?' }).click();
  await expect(awa.getByRole('checkbox', { name: 'Rouvrir le lavoir' })).toBeVisible();
  const poll = new URL(awa.url()).pathname;
  link.down();
  await awa.reload();
  await awa.getByRole('checkbox', { name: 'Rouvrir le lavoir' }).check();
  await awa.getByRole('checkbox', { name: 'Des bancs' }).check();
  await awa.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(awa.getByText(/Votre\svote\sest\senregistré\ssur\scet\sappareil/)).toBeVisible();
  await shot(awa, '4-voted-offline');
  link.up();
  await reconnected(awa);
  await expect(awa.getByText('Votre vote est compté.')).toBeVisible();

  // The closing comes: its time is all that is not waited for.
  await db.query(`update poll set closes_at = now() - interval '1 second', frozen = null`);
  const moved: string[] = [];
  await closeDuePolls(db, (scopes) => void moved.push(...scopes));
  await db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
  const share = awa.getByRole('region', { name: 'Votre part' });
  await expect(share).toContainText('Votre part a payé pour :');
  await expect(share.getByRole('listitem').filter({ hasText: 'Rouvrir le lavoir' })).toContainText(/3\s300\s€/);
  await shot(awa, '5-result');
  await awa.getByRole('link', { name: 'Affiche à imprimer' }).click();
  await expect(awa.getByRole('heading', { name: 'Que financer cette année ?' })).toBeVisible();
  expect(decodeQR(await drawnCode(awa, /Code QR de la page du vote/))).toBe(`${link.url}${poll}`);
  await shot(awa, '6-poster');

  await link.close();
  await db.close();
  await server.close();
  await made.drop();
});
