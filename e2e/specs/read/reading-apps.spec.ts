/** The password of reading apps, made in the settings, and KOReader with it. */
import { join } from 'node:path';
import { partialMd5OfFile } from '@egoejo/server/catalogue/partial-md5.ts';
import { koreader } from '@egoejo/server/testing/services/koreader.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook } from '../../support/epub.ts';
import { importBook } from '../../support/import-book.ts';
import { ACROSS_DEVICES } from '../../support/limits.ts';
import { expect, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const PASSWORD = /^([a-z2-9]{5}-){4}[a-z2-9]{5}$/;
/** Makes the password in the settings. */
async function makePassword(page: Page): Promise<string> {
  await page.goto('/moi/securite');
  await page.getByRole('button', { name: 'Gérer le mot de passe des apps' }).click();
  await page.getByRole('button', { name: 'Créer un mot de passe' }).click();
  return page.getByText(PASSWORD).innerText();
}

test('B9: a password for reading apps is made in the settings, told how to be entered, replaced and deleted @long', async ({
  installation,
  phone: { page },
}) => {
  await signIn(page, await installation.person());
  const first = await makePassword(page);
  const shown = page.getByText(PASSWORD);
  const server = await page.getByText(/\/kosync$/).innerText();
  expect(server).toBe(`${new URL(page.url()).origin}/kosync`);
  await expect(page.getByText(/\/opds$/)).toBeVisible();
  expect((await koreader(server, first).authorize()).status).toBe(200);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Remplacer le mot de passe' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remplacer le mot de passe' }).click();
  await expect(shown).not.toHaveText(first);
  const second = await shown.innerText();
  expect((await koreader(server, first).authorize()).status).toBe(401);
  expect((await koreader(server, second).authorize()).status).toBe(200);

  await page.getByRole('button', { name: 'Supprimer le mot de passe' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer le mot de passe' }).click();
  await expect(page.getByRole('button', { name: 'Créer un mot de passe' })).toBeVisible();
  await expect(shown).toHaveCount(0);
  expect((await koreader(server, second).authorize()).status).toBe(401);
});

test('B9: the app offers to go on where KOReader is in a book of the catalogue, and tells KOReader where it went on @long', async ({
  installation,
  phone: { page },
}) => {
  const chapter = (n: number) => `<h1>Chapitre ${n}</h1>${'<p>Le vent passe sur les jardins.</p>'.repeat(120)}`;
  const book = madeBook('Les jardins du vent', [1, 2, 3, 4].map(chapter));
  const title = await importBook(installation, book);
  const document = await partialMd5OfFile(join(installation.server.dataDir, book.name));
  await signIn(page, await installation.person());
  const kobo = koreader(`${installation.server.url}/kosync`, await makePassword(page));
  const pointer = '/body/DocFragment[3]/body/p[60]/text().0';
  expect((await kobo.push(document, pointer, 0.6234)).status).toBe(200);

  await page.goto('/lire/catalogue');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: /^Télécharger/ }).click();
  await expect(page.getByText('Sur cet appareil')).toBeVisible();
  await page.getByRole('link', { name: 'Lire', exact: true }).last().click();
  await page.getByRole('button', { name: /^Continuer à 62/ }).click();
  const where = page.getByRole('navigation', { name: 'Tourner les pages' });
  await expect(where).toContainText(/6[1-3]\s%/);
  await expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('ArrowRight');
  // The app sends the place after a while; until then KOReader gets its own.
  await expect
    .poll(async () => (await kobo.pull(document)).body, { timeout: ACROSS_DEVICES })
    .toMatchObject({ device: 'EGOEJO', progress: '/body/DocFragment[3].0' });
  const { body } = await kobo.pull(document);
  expect(body['percentage']).toBeCloseTo(0.63, 1);
});
