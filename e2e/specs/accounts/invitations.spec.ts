/**
 * Inviting without a network: the code is shown and taken offline, and its grains come once the newcomer registered.
 */
import { askForCode } from '../../support/ask-for-code.ts';
import { decodeQR } from 'qr/decode.js';
import { invitationCode, spelled } from '@egoejo/shared/invitations/model.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { drawnCode } from '../../support/page/drawn-code.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test, walletOf } from '../../support/shared-server.ts';

/** What a scanner reads off the code as it is drawn. */
const scanned = async (page: Page): Promise<string> => decodeQR(await drawnCode(page, /Code à scanner/));

test('R5: an invitation code shown offline is scanned offline on another phone; after registration online the inviter has 50 grains', async ({
  installation,
  link,
  phone,
  anotherDevice,
}) => {
  const awa = await installation.person();
  const code = spelled(invitationCode(awa.id as MemberId));
  await signIn(phone.page, awa);
  await shellCached(phone.page);
  const other = await anotherDevice();
  // The form of sign-up is sent sooner than a person would.
  other.console.expect(/net::ERR|status of 400/);
  await other.page.goto('/projets');
  await shellCached(other.page);

  link.down();
  await phone.page.goto('/moi/inviter');
  await expect(phone.page.getByText(code, { exact: true })).toBeVisible();
  await expectAccessible(phone.page);
  const address = await scanned(phone.page);
  expect(address).toBe(`${link.url}/invitation/${code}`);
  await other.page.goto(address);
  await expect(other.page.getByText(`Invitation ${code} gardée sur cet appareil.`)).toBeVisible();
  await expectAccessible(other.page);

  link.up();
  const email = `${newId()}@example.org`;
  await other.page.goto('/inscription');
  await other.page.getByLabel('Adresse e-mail').fill(email);
  await askForCode(other.page);
  await other.page.getByLabel('Code reçu').fill(await installation.code(email));
  await other.page.getByRole('button', { name: 'Vérifier le code' }).click();
  await expect(other.page.getByLabel('Code d’invitation, si vous en avez un')).toHaveValue(code);
  await other.page.getByRole('textbox', { name: 'Nom' }).fill('Fatou Sarr');
  await other.page.getByLabel('Choisissez un mot de passe').fill('une phrase pour entrer');
  await other.page.getByRole('button', { name: 'Créer mon compte' }).click();
  await expect(other.page.getByRole('heading', { level: 1, name: 'Bonjour Fatou' })).toBeVisible();

  await expect.poll(() => walletOf(installation.db, awa.id)).toBe(50);
  await phone.page.goto('/moi/inviter');
  await expect(phone.page.getByText('1 invitation récoltée : 50 grains.')).toBeVisible();
  await expect(phone.page.getByText(email)).toHaveCount(0);
  await phone.page.goto('/cycle');
  await expect(phone.page.getByText('Invitation acceptée').first()).toBeVisible();
});

test('R5: a photograph of the code is decoded on a phone without a network @long', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const awa = await installation.person();
  const code = spelled(invitationCode(awa.id as MemberId));
  await signIn(phone.page, awa);
  await phone.page.goto('/moi/inviter');
  await expect(phone.page.getByRole('img', { name: /Code à scanner/ })).toBeVisible();
  // The whole page, as a camera sees it: words, rounded corners and all.
  const photograph = await phone.page.screenshot();
  const other = await anotherDevice();
  other.console.expect(/net::ERR/);
  await other.page.goto('/invitation');
  await expect(other.page.getByRole('button', { name: 'Photographier le code' })).toBeVisible();
  await shellCached(other.page);
  await other.page.reload();
  await expect(other.page.getByRole('button', { name: 'Photographier le code' })).toBeVisible();

  link.down();
  await other.page.goto('/invitation');
  const take = async (name: string, buffer: Buffer): Promise<void> => {
    const chooser = other.page.waitForEvent('filechooser');
    await other.page.getByRole('button', { name: 'Photographier le code' }).click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
  };
  await take('ailleurs.png', await other.page.screenshot());
  await expect(other.page.getByRole('alert')).toHaveText(
    'Aucun code d’invitation sur cette image. Rapprochez-vous, ou écrivez le code.',
  );
  await other.page.screenshot({ path: info.outputPath('not-seen.png') });
  await take('photo.png', photograph);
  await expect(other.page.getByText(`Invitation ${code} gardée sur cet appareil.`)).toBeVisible();
});

test('R5: an invalid code is reported before the form is filled in, and the account opens without it @long', async ({
  installation,
  phone: { page, console },
}) => {
  console.expect(/status of 400/);
  await page.goto('/invitation');
  await page.getByLabel('Code d’invitation').fill('bonjour');
  await page.getByRole('button', { name: 'Garder ce code' }).click();
  await expect(page.getByText('Ce n’est pas un code d’invitation', { exact: false })).toBeVisible();
  await page.getByLabel('Code d’invitation').fill('7zzzz zzzz0');
  await page.getByRole('button', { name: 'Garder ce code' }).click();
  await expect(page.getByRole('alert')).toContainText('Cette invitation n’existe pas.');
  await page.getByRole('link', { name: 'Créer un compte sans invitation' }).click();
  const email = `${newId()}@example.org`;
  await page.getByLabel('Adresse e-mail').fill(email);
  await askForCode(page);
  await page.getByLabel('Code reçu').fill(await installation.code(email));
  await page.getByRole('button', { name: 'Vérifier le code' }).click();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Fatou Sarr');
  await page.getByLabel('Choisissez un mot de passe').fill('une phrase pour entrer');
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await expect(page.getByRole('alert')).toContainText('Cette invitation n’existe pas.');
  await page.getByRole('button', { name: 'Continuer sans invitation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Fatou' })).toBeVisible();
});
