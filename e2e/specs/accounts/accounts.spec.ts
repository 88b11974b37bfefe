/** Accounts on a device: sign-up by a mailed code, leaving with a queue, several people, profile and picture. */
import { askForCode } from '../../support/ask-for-code.ts';
import { TIMES } from '../../support/limits.ts';
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { dataIn, unzipped } from '@egoejo/server/testing/own-data.ts';
import { noise } from '@egoejo/server/testing/photos.ts';
import {
  expect,
  boostProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
  walletOf,
  type SharedInstallation,
} from '../../support/shared-server.ts';

const field = { email: 'Adresse e-mail', code: 'Code reçu', password: 'Choisissez un mot de passe' };

test('sign-up: a wrong code is refused, the mailed one opens the account; the address survives a killed tab', async ({
  installation,
  phone,
}) => {
  const { page } = phone;
  phone.console.expect(/status of 400/);
  const email = `${newId()}@example.org`;
  await page.goto('/inscription');
  await page.getByLabel(field.email).fill(email);
  await askForCode(page);
  const code = await installation.code(email);
  await page.getByLabel(field.code).fill(code === '12345678' ? '87654321' : '12345678');
  await page.getByRole('button', { name: 'Vérifier le code' }).click();
  await expect(page.getByRole('alert')).toContainText('Ce code n’est pas le bon');
  await page.reload();
  await page.getByLabel(field.code).fill(code);
  await page.getByRole('button', { name: 'Vérifier le code' }).click();
  await expect(page.getByText('Adresse confirmée.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Awa Diallo');
  await page.getByLabel(field.password).fill('court');
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await expect(page.getByText('C’est trop court : il faut au moins 10 caractères.')).toBeVisible();
  await page.getByLabel(field.password).fill('une phrase pour entrer');
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Awa' })).toBeVisible();
});

test('a new password by a mailed code; the old one no longer works @long', async ({ installation, phone }) => {
  const { page } = phone;
  phone.console.expect(/status of 40[01]/);
  const awa = await installation.person();
  await page.goto('/mot-de-passe');
  await page.getByLabel(field.email).fill(awa.email);
  await askForCode(page);
  await page.getByLabel(field.code).fill(await installation.code(awa.email));
  await page.getByLabel(field.password).fill('une autre phrase longue');
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await expect(page).not.toHaveURL(/mot-de-passe/);
  await page.goto('/moi/quitter');
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).not.toHaveURL(/quitter/);
  await page.goto('/connexion');
  await page.getByLabel(field.email).fill(awa.email);
  await page.getByLabel('Mot de passe').fill(awa.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toContainText('Adresse ou mot de passe incorrect.');
  await page.getByLabel('Mot de passe').fill('une autre phrase longue');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page).not.toHaveURL(/connexion/);
});

/** Sends what waits; it may have gone by itself meanwhile. */
async function sendNow(page: Page): Promise<void> {
  await expect(async () => {
    const now = page.getByRole('button', { name: 'Envoyer maintenant' });
    if (await now.isVisible()) await now.click({ timeout: 1_000 });
    await expect(page.getByText(/encore partis?\./)).toHaveCount(0, { timeout: 2_000 });
  }).toPass({ timeout: TIMES * 30_000 });
}

/** A member with one act that did not leave, on the page of signing out. */
async function leaving(page: Page, installation: SharedInstallation, link: { down(): void }) {
  const awa = await installation.person(100);
  const project = await installation.project('Des nichoirs à mésanges');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  link.down();
  await boostProject(page, project);
  await page.goto('/moi/quitter');
  await expect(page.getByText('1 acte n’est pas encore parti.')).toBeVisible();
  return awa;
}

test('S22: signing out can keep the queue, which is sent after signing in, or send it first', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await leaving(page, installation, link);
  await page.getByRole('button', { name: 'Se déconnecter et garder mes actes ici' }).click();
  await expect(page).not.toHaveURL(/quitter/);
  await page.goto('/moi');
  await expect(page.getByText('Vous visitez EGOEJO')).toBeVisible();
  expect((await stored(page, awa.id, 'outbox')).length).toBe(1);
  link.up();
  await signIn(page, awa);
  await expect.poll(() => settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });

  const project = await installation.project('Un banc de plus');
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  link.down();
  await boostProject(page, project);
  await page.goto('/moi/quitter');
  await expect(page.getByText('1 acte n’est pas encore parti.')).toBeVisible();
  link.up();
  await sendNow(page);
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(page).not.toHaveURL(/quitter/);
  expect(await walletOf(installation.db, awa.id)).toBe(80);
});

test('S22: a queue is discarded only after the word was typed twice @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await leaving(page, installation, link);
  const discard = page.getByRole('button', { name: 'Effacer et se déconnecter' });
  await expect(discard).toBeDisabled();
  await page.getByLabel('Tapez effacer', { exact: true }).fill('effacer');
  await expect(discard).toBeDisabled();
  await page.getByLabel('Tapez effacer encore une fois').fill('effacer');
  await discard.click();
  await expect(page).not.toHaveURL(/quitter/);
  expect(await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).not.toContain(
    `egoejo-${awa.id}`,
  );
  link.up();
  await signIn(page, awa);
  await page.goto('/moi/activite');
  await expect(page.getByText('Aucun acte pour le moment')).toBeVisible();
  expect(await walletOf(installation.db, awa.id)).toBe(100);
});

test('S22: data erased in one tab is gone in the other; both tabs serve the same member, or none @long', async ({
  installation,
  link,
  phone,
}) => {
  const { page, context } = phone;
  const awa = await leaving(page, installation, link);
  const second = await context.newPage();
  await second.goto('/moi/activite');
  await expect(second.getByText(/^en attente/)).toBeVisible();
  await page.getByLabel('Tapez effacer', { exact: true }).fill('effacer');
  await page.getByLabel('Tapez effacer encore une fois').fill('effacer');
  await page.getByRole('button', { name: 'Effacer et se déconnecter' }).click();
  await expect(page).not.toHaveURL(/quitter/);
  await expect(second.getByText('Rien ne part d’ici sans vous')).toBeVisible();
  // The second tab reloads about now, so the first one, which shares its databases, is asked.
  expect(await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).not.toContain(
    `egoejo-${awa.id}`,
  );
  link.up();
  await signIn(page, awa);
  await expect(second.getByText('Aucun acte pour le moment')).toBeVisible();
});

test('S22: an exported queue is imported on another device, and counts once even if the first device sends it too @long', async ({
  installation,
  link,
  anotherDevice,
  phone: { page },
}) => {
  const awa = await leaving(page, installation, link);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Enregistrer mes actes en attente' }).click();
  const file = await (await downloading).path();
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ member: awa.id });
  const second = await anotherDevice({ baseURL: installation.server.url });
  await signIn(second.page, awa);
  await second.page.goto('/moi/activite');
  await second.page
    .getByLabel('Ajouter des actes enregistrés')
    .setInputFiles({ name: 'egoejo-actes.json', mimeType: 'application/json', buffer: Buffer.from('{"not":"ours"}') });
  await expect(second.page.getByRole('alert')).toContainText('Vos actes en attente sont inchangés.');
  await second.page
    .getByLabel('Ajouter des actes enregistrés')
    .setInputFiles({ name: 'egoejo-actes.json', mimeType: 'application/json', buffer: await readFile(file) });
  // The member sees what the file holds before anything of it is queued.
  const look = second.page.getByRole('dialog', { name: 'Que contient ce fichier ?' });
  await expect(look.getByRole('list', { name: 'Actes du fichier' }).getByRole('listitem')).toHaveCount(1);
  await look.getByRole('button', { name: 'Ajouter cet acte' }).click();
  await expect(second.page.getByText('1 acte ajouté')).toBeVisible();
  await expect(second.page.getByText(/^reçu/)).toBeVisible();
  link.up();
  await sendNow(page);
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
});

test('signing out everywhere ends the other device’s session; its queue waits for its member @long', async ({
  installation,
  anotherDevice,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  const project = await installation.project('Un compost partagé');
  const second = await anotherDevice();
  second.console.expect(/401/);
  await signIn(page, awa);
  await signIn(second.page, awa);
  await second.page.goto(`/projets/${project.id}`);
  await expect(second.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await page.goto('/moi/quitter');
  await page.getByRole('switch', { name: /Aussi sur tous mes autres appareils/ }).click();
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(page).not.toHaveURL(/quitter/);
  await boostProject(second.page, project);
  await expect(second.page.getByText('Reconnectez-vous pour envoyer')).toBeVisible();
  expect(await walletOf(installation.db, awa.id)).toBe(100);
  await signIn(second.page, awa);
  await expect.poll(() => settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
});

test('a profile changed offline is received; a phone’s picture of 4 MB is made small, stored and in the archive of one’s data; a file that is no picture is refused with a message', async ({
  installation,
  link,
  phone,
}) => {
  const { page } = phone;
  phone.console.expect(/uploadAvatar/);
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto('/moi/profil');
  const photo = page.getByLabel('Choisir une photo');
  await expect(photo).toBeAttached();
  await photo.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') });
  await expect(page.getByRole('alert')).toContainText('Cette image n’a pas pu être lue.');
  await photo.setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: await noise(1_200) });
  await expect(page.getByRole('main').locator('img[src^="/media/avatars/"]').first()).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await shellCached(page);
  link.down();
  await page.getByLabel('Nom', { exact: true }).fill('Awa des Marais');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('en attente', { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Nom', { exact: true })).toHaveValue('Awa des Marais');
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^reçu/)).toBeVisible();
  expect(
    (await installation.db.query('select name, avatar is not null as pictured from member where id = $1', [awa.id]))[0],
  ).toEqual({ name: 'Awa des Marais', pictured: true });
  // The browser itself saves the archive of everything about her.
  await page.goto('/moi/donnees');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger mes données' }).click();
  const archive = await saved;
  await expect(page.getByText('Le téléchargement commence dans votre navigateur.')).toBeVisible();
  expect(archive.suggestedFilename()).toBe('egoejo-mes-donnees.zip');
  const files = await unzipped(await readFile(await archive.path()));
  expect([...files.keys()]).toEqual(['media/avatar.webp', 'data.json']);
  expect(dataIn(files)).toMatchObject({ member: [{ name: 'Awa des Marais' }], media: [{ of: 'avatar' }] });
});

test('S18: two members of one device have separate databases @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const [awa, moussa] = await Promise.all([installation.person(100), installation.person(50)]);
  const project = await installation.project('Une cabane à livres');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  link.down();
  await boostProject(page, project);
  await page.goto('/moi');
  await page.getByRole('button', { name: 'Passer l’appareil à quelqu’un' }).click();
  await expect(page.getByText('Vous visitez EGOEJO')).toBeVisible();
  // As a number of its own: the end of an id, which is part of a name here, may hold these digits.
  await expect(page.getByText(/\b100\b/)).toHaveCount(0);
  link.up();
  await signIn(page, moussa);
  await page.goto('/moi/activite');
  await expect(page.getByText('Aucun acte pour le moment')).toBeVisible();
  expect((await stored(page, moussa.id, 'outbox')).length).toBe(0);
  expect((await stored(page, awa.id, 'outbox')).length).toBe(1);
  expect(await walletOf(installation.db, awa.id)).toBe(100);
  await page.goto('/moi');
  await page.getByRole('button', { name: `member ${awa.id.slice(-4)}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour member' })).toBeVisible();
  await page.goto('/moi/activite');
  await expect(page.getByText('10 grains à « Une cabane à livres »')).toBeVisible();
});
