/**
 * The first minutes of an animator on a small phone: told of a proposal, they publish it, open a vote, announce it to
 * everybody, and see the figures.
 */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';
import { countTaps, looker } from '../../support/page/walk.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** What a member types into a field of date and time, three days from now. */
const inThreeDays = (): string => {
  const at = new Date(Date.now() + 3 * 86_400_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

test('an animator is told of a proposal, publishes it, opens a vote and announces it, each within a few taps', async ({
  installation,
  phone: { page },
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [jeanne, awa] = [await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where member = $1`, [jeanne.id]);
  await db.query(`update member set name = 'Jeanne Sow' where id = $1`, [jeanne.id]);
  const look = looker(page, info);
  const project = () => db.query(`select status from project where title = 'Un four pour le hameau'`);
  const poll = () => db.query(`select state from poll where title = 'Qui garde la clé du four ?'`);

  // A member proposes: three taps from Accueil, and words.
  const member = await anotherDevice({ viewport: { width: 360, height: 740 } });
  await signIn(member.page, awa);
  const proposing = await countTaps(member.page);
  await member.page.getByRole('link', { name: 'Projets', exact: true }).click();
  await member.page.getByRole('link', { name: 'Proposer', exact: true }).click();
  await member.page.getByLabel('Titre').fill('Un four pour le hameau');
  await member.page.getByLabel('En deux phrases').fill('Le pain du samedi. Chacun apporte son bois.');
  await member.page.getByRole('button', { name: 'Proposer', exact: true }).click();
  expect(await proposing()).toBe(3);
  await expect.poll(project).toEqual([{ status: 'proposed' }]);

  await signIn(page, jeanne);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText('À décider');
  const taps = await countTaps(page);
  await look('told');
  await page.getByRole('link', { name: '1 proposition', exact: true }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'Un four pour le hameau' });
  await expect(card).toContainText('Chacun apporte son bois.');
  await look('decide');
  await card.getByRole('button', { name: 'Publier', exact: true }).click();
  expect(await taps()).toBe(2);
  await expect.poll(project).toEqual([{ status: 'published' }]);
  // What became of it stays where the buttons were, also once the device knows that nothing waits.
  await expect.poll(() => stored(page, jeanne.id, 'notification')).toEqual([]);
  await look('published');
  await expect(card).toContainText('reçu');

  await page.getByRole('button', { name: 'Préparer un vote' }).click();
  await page.getByLabel('Question').fill('Qui garde la clé du four ?');
  for (const [i, name] of ['Awa', 'Moussa'].entries())
    await page.getByLabel(`Choix ${i + 1}`, { exact: true }).fill(name);
  await page.getByLabel('Clôture').fill(inThreeDays());
  await look('vote-form');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const draft = page.getByRole('listitem').filter({ hasText: 'Qui garde la clé du four ?' });
  await draft.getByRole('button', { name: 'Ouvrir le vote' }).click();
  const asks = page.getByRole('dialog', { name: 'Ouvrir « Qui garde la clé du four ? » ?' });
  await expect(asks.getByRole('status').first()).toHaveText('Ce vote atteindra 2 personnes.');
  await look('vote-ask');
  await asks.getByRole('button', { name: 'Ouvrir le vote' }).click();
  await expect.poll(poll).toEqual([{ state: 'open' }]);
  await expect(draft.getByText('2 personnes n’ont pas encore voté')).toBeVisible();
  await look('vote-open');

  await page.getByRole('link', { name: 'Annoncer' }).click();
  await page.getByLabel('Titre').fill('Le vote de la clé est ouvert');
  await page.getByLabel('Message').fill('Trois jours pour choisir.');
  await look('announce');
  await page.getByRole('button', { name: 'Envoyer l’annonce' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Cette annonce atteindra 2 personnes.');
  await expect(page.getByRole('dialog')).toHaveCSS('opacity', '1');
  await look('announce-ask');
  await page.getByRole('dialog').getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect
    .poll(() => db.query(`select title from notification where member = $1 and kind = 'announcement'`, [awa.id]))
    .toEqual([{ title: 'Le vote de la clé est ouvert' }]);

  await page.goto(`/communautes/${community}/chiffres`);
  await expect(page.getByText('Aucune affiche en service.')).toBeVisible();
  await expectAccessible(page);
  await look('figures');
  await page.getByRole('link', { name: 'Créer l’affiche' }).click();
  await expect(page.getByRole('img', { name: /Code à photographier/ })).toBeVisible();
  await look('poster');
});

/** A member proposes from the open form. */
async function propose(page: Page, title: string): Promise<void> {
  await page.goto('/projets/proposer');
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('En deux phrases').fill('Pour tout le monde.');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

test('what waits for an animator comes while the page is open: a proposal of their own once received, then a member’s', async ({
  installation,
  link,
  phone,
  anotherDevice,
}) => {
  const [jeanne, awa] = [await installation.person(), await installation.person()];
  await installation.db.query(`update membership set role = 'animator' where member = $1`, [jeanne.id]);
  phone.console.expect(/net::ERR/);
  const { page } = phone;
  const card = (title: string) => page.getByRole('listitem').filter({ hasText: title });
  await signIn(page, jeanne);
  await page.goto('/animer');
  await expect(page.getByRole('link', { name: 'Annoncer' })).toBeVisible();
  await shellCached(page);
  link.down();
  await propose(page, 'Une table sous le tilleul');
  await page.goto('/animer');
  await expect(page.getByText('Préparer un vote')).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(card('Une table sous le tilleul').getByRole('button', { name: 'Publier' })).toBeVisible();

  const member = await anotherDevice();
  await signIn(member.page, awa);
  await propose(member.page, 'Un banc près de la table');
  await expect(card('Un banc près de la table').getByRole('button', { name: 'Publier' })).toBeVisible();
  await expect(card('Une table sous le tilleul')).toBeVisible();
});
