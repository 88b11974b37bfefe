/**
 * A community from its making to its first decision: made on a phone, joined by its poster on another, a proposal
 * declined with a reason, revised without a network and published, members appointed, and the community archived.
 */
import { decodeQR } from 'qr/decode.js';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { drawnCode } from '../../support/page/drawn-code.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';

const animatesAll = (db: Database, id: string) =>
  db.query(`update member set roles = '{animator}' where id = $1`, [id]);

async function makeCommunity(page: Page, name: string, visibility: 'Tout le monde' | 'Ses membres seulement') {
  await page.goto('/communautes');
  await page.getByRole('link', { name: 'Créer une communauté' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nouvelle communauté' })).toBeVisible();
  await page.getByRole('button', { name: 'Créer la communauté' }).click();
  await expect(page.getByText('Donnez-lui un nom.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Nom' }).fill(name);
  await expect(page.getByText('Donnez-lui un nom.')).toHaveCount(0);
  await page.getByLabel('En une phrase ou deux').fill('Les jardins de la rive.');
  await page.getByLabel('Charte').fill('On s’écoute.');
  await page.getByRole('radio', { name: visibility }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Créer la communauté' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('a private community is made without a network, joined by its poster on another phone, and closed to those without it', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const [moussa, awa] = [await installation.person(), await installation.person()];
  await animatesAll(installation.db, moussa.id);
  await signIn(phone.page, moussa);
  await shellCached(phone.page);
  // The pages of animators are not part of the precached shell.
  await phone.page.goto('/communautes/nouvelle');
  await expect(phone.page.getByRole('textbox', { name: 'Nom' })).toBeVisible();
  link.down();
  await makeCommunity(phone.page, 'Jardin des Rives', 'Ses membres seulement');
  await expect(phone.page.getByText('communauté privée')).toBeVisible();
  link.up();
  const page = phone.page;
  await expect
    .poll(() => installation.db.query(`select visibility from community where name = 'Jardin des Rives'`))
    .toEqual([{ visibility: 'private' }]);
  await page.getByRole('link', { name: 'Affiche' }).click();
  await expect(page.getByRole('img', { name: /Code à photographier/ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('poster.png'), fullPage: true });
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Imprimer' })).toBeHidden();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('img', { name: /Code à photographier/ })).toBeVisible();
  await page.screenshot({ path: info.outputPath('printed.png') });
  await page.emulateMedia({ media: null });
  // One sheet, whatever the page around the poster holds.
  const pdf = await page.pdf({ path: info.outputPath('poster.pdf'), format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
  const address = decodeQR(await drawnCode(page, /Code à photographier/));
  expect(address).toContain(`${link.url}/rejoindre/`);

  const other = await anotherDevice();
  await signIn(other.page, awa);
  await other.page.goto(new URL(page.url()).pathname.replace('/affiche', ''));
  await expect(other.page.getByText('Communauté introuvable')).toBeVisible();
  await other.page.goto(address);
  await expect(other.page.getByRole('heading', { name: 'Jardin des Rives' })).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot({ path: info.outputPath('invited.png'), fullPage: true });
  await other.page.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(other.page.getByRole('heading', { level: 1, name: 'Jardin des Rives' })).toBeVisible();
  await expect(other.page.getByText('vous en êtes membre')).toBeVisible();
  await other.page.getByText('Charte').click();
  await expect(other.page.getByText('On s’écoute.')).toBeVisible();

  await page.getByRole('button', { name: 'Faire un nouveau code' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Faire un nouveau code' }).click();
  await expect(page.getByText('Nouveau code fait.')).toBeVisible();
  expect(decodeQR(await drawnCode(page, /Code à photographier/))).not.toBe(address);
  await page.goto(new URL(page.url()).pathname.replace('/affiche', ''));
  await page.getByRole('link', { name: 'Membres' }).click();
  await expect(page.getByRole('list', { name: 'Membres' }).getByRole('listitem')).toHaveCount(2);
  await page.screenshot({ path: info.outputPath('members.png'), fullPage: true });
  await page.getByRole('button', { name: /^Gérer/ }).click();
  await page.getByRole('button', { name: 'Nommer à l’animation' }).click();
  await expect(other.page.getByRole('heading', { name: 'Animer cette communauté' })).toBeVisible();
});

test('a declined proposal comes back with its reason, is revised without a network, and published; an archived community takes no grains @long', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const [moussa, awa] = [await installation.person(), await installation.person(50)];
  await animatesAll(installation.db, moussa.id);
  const desk = await anotherDevice();
  desk.console.expect(/net::ERR/);
  await signIn(desk.page, moussa);
  await makeCommunity(desk.page, 'Rive Haute', 'Tout le monde');
  await expect.poll(() => installation.db.query(`select from community where name = 'Rive Haute'`)).toHaveLength(1);

  await signIn(phone.page, awa);
  await phone.page.goto('/communautes');
  await phone.page.getByRole('searchbox').fill('rive haut');
  await phone.page.getByRole('link', { name: 'Rive Haute' }).click();
  await phone.page.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(phone.page.getByText('vous en êtes membre')).toBeVisible();
  await phone.page.goto('/projets/proposer');
  await phone.page.getByRole('combobox', { name: 'Communauté' }).selectOption({ label: 'Rive Haute' });
  await phone.page.getByLabel('Titre').fill('Un puits');
  await phone.page.getByLabel('En deux phrases').fill('De l’eau pour tous.');
  await phone.page.getByRole('button', { name: /Proposer|Envoyer/ }).click();
  await expect
    .poll(() => installation.db.query(`select status from project where title = 'Un puits'`))
    .toEqual([{ status: 'proposed' }]);

  await desk.page.goto('/animer');
  await desk.page
    .getByRole('listitem')
    .filter({ hasText: 'Un puits' })
    .getByRole('button', { name: 'Ne pas retenir' })
    .click();
  await desk.page.getByLabel('Pourquoi').fill('Dites combien il coûte.');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Ne pas retenir' }).click();

  await expect(phone.page.getByText('Leur raison : « Dites combien il coûte. »')).toBeVisible();
  await expectAccessible(phone.page);
  await phone.page.screenshot({ path: info.outputPath('declined.png'), fullPage: true });
  await shellCached(phone.page);
  link.down();
  await phone.page.getByRole('link', { name: 'La revoir et la proposer de nouveau' }).click();
  await expect(phone.page.getByLabel('Titre')).toHaveValue('Un puits');
  await phone.page.getByLabel(/^Coût/).fill('1500');
  await phone.page.screenshot({ path: info.outputPath('revise.png'), fullPage: true });
  await phone.page.getByRole('button', { name: 'Proposer cette version' }).click();
  await expect(phone.page.getByText('Cette proposition attend')).toBeVisible();
  link.up();
  await expect
    .poll(() => installation.db.query(`select status, cost_cents from project where title = 'Un puits'`))
    .toEqual([{ status: 'proposed', cost_cents: 150_000 }]);

  await desk.page.goto('/animer');
  await desk.page
    .getByRole('listitem')
    .filter({ hasText: 'Un puits' })
    .getByRole('button', { name: 'Publier' })
    .click();
  await expect
    .poll(() => installation.db.query(`select status from project where title = 'Un puits'`))
    .toEqual([{ status: 'published' }]);
  // After the cut its stream of changes may open again only a minute later; a start of the app asks at once.
  await phone.page.reload();
  await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();

  await desk.page.goto('/communautes');
  await desk.page.getByRole('link', { name: 'Rive Haute' }).click();
  await desk.page.getByRole('link', { name: 'Animer', exact: true }).click();
  await expect(desk.page.getByRole('combobox', { name: 'Communauté' })).toHaveValue(/./);
  await desk.page
    .getByRole('list', { name: 'Outils de « Rive Haute »' })
    .getByRole('link', { name: 'Modifier' })
    .click();
  await desk.page.getByRole('button', { name: 'Archiver cette communauté' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Archiver cette communauté' }).click();
  await expect
    .poll(() => installation.db.query(`select from community where name = 'Rive Haute' and archived_at is not null`))
    .toHaveLength(1);
  await phone.page.reload();
  await expect(phone.page.getByText('Cette communauté est archivée')).toBeVisible();
  await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeHidden();
});
