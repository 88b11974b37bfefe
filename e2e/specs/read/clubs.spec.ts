/** Clubs: begun without a network, joined on another phone, a discussion folded until its part is read. */
import { addBookDay, addWork } from '@egoejo/server/testing/world.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('B13: a club begun without a network has a calendar; its discussion stays folded for who has not read so far', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const work = await addWork(db, { title: 'Le lion du puits' });
  await addBookDay(db, awa.id, work);
  const { page: host } = phone;
  await signIn(host, awa);
  await host.goto(`/lire/catalogue/${work}`);
  await host.getByRole('link', { name: 'Lire ensemble' }).click();
  await expect(host.getByText('Aucun club pour l’instant')).toBeVisible();
  await host.screenshot({ path: info.outputPath('empty.png'), fullPage: true });
  await host.getByRole('link', { name: 'Commencer un club' }).click();
  await expect(host.getByLabel('Nom du club')).toBeVisible();
  await host.getByRole('button', { name: 'Commencer un club' }).click();
  await expect(host.getByText('Faites d’abord le calendrier.')).toBeVisible();
  await expectAccessible(host);
  await shellCached(host);
  await syncIdle(host, awa.id, link);
  link.down();
  await host.getByLabel('Pour qui').selectOption({ label: 'Ouvert à toutes et tous' });
  await host.getByLabel('Nom du club').fill('Le lion, ensemble');
  await host.getByLabel('En combien de parties').selectOption('2');
  await host.getByLabel('La première pour le').fill('2999-06-05');
  await host.getByRole('button', { name: 'Faire le calendrier' }).click();
  await host.getByLabel('Titre de la partie').first().fill('Jusqu’au puits');
  await host.screenshot({ path: info.outputPath('form.png'), fullPage: true });
  await host.getByRole('button', { name: 'Commencer un club' }).click();
  await expect(host.getByRole('heading', { name: 'Le lion, ensemble' })).toBeVisible();
  await expect(host.getByText('en attente', { exact: true }).first()).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  await host.getByRole('link', { name: 'Jusqu’au puits' }).click();
  await host.getByRole('button', { name: 'Écrire un message' }).click();
  await host.getByLabel(/^Votre message/).fill('Le lion avait soif, lui aussi.');
  await host.getByRole('button', { name: 'Publier' }).click();
  await expect(host.getByText('Le lion avait soif, lui aussi.')).toBeVisible();
  link.up();
  await host.evaluate(() => dispatchEvent(new Event('online')));
  await expect(host.getByText('en attente', { exact: true })).toHaveCount(0);
  await allSent(host, awa.id, link);

  const { page: guest } = await anotherDevice();
  await signIn(guest, moussa);
  await guest.goto('/lire/clubs');
  await guest.getByRole('link', { name: 'Le lion, ensemble' }).click();
  await guest.getByRole('button', { name: 'Rejoindre le club' }).click();
  await expect(guest.getByText('reçu', { exact: true })).toBeVisible();
  await expect(guest.getByText('2 personnes')).toBeVisible();
  await guest.getByRole('link', { name: 'Jusqu’au puits' }).click();
  await expect(guest.getByText('Cette discussion est repliée')).toBeVisible();
  await expect(guest.getByText('Le lion avait soif, lui aussi.')).toHaveCount(0);
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('folded.png'), fullPage: true });
  // The discussion unfolds once the member has read so far.
  await db.transaction(async (tx) => {
    await tx.query('select bump_member($1)', [moussa.id]);
    await addBookDay(tx, moussa.id, work);
  });
  await guest.reload();
  await expect(guest.getByText('Le lion avait soif, lui aussi.')).toBeVisible();
  await guest.screenshot({ path: info.outputPath('unfolded.png'), fullPage: true });

  await host.goto('/lire/clubs');
  await host.getByRole('link', { name: 'Le lion, ensemble' }).click();
  await host.getByRole('link', { name: 'Changer le club' }).click();
  await host.getByRole('button', { name: 'Retirer cette partie' }).first().click();
  await host.getByRole('button', { name: 'Enregistrer les changements' }).click();
  await expect(host.getByText('on a déjà parlé de « Jusqu’au puits » : cette partie reste.').first()).toBeVisible();
  await host.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
  await expect(host.getByRole('link', { name: 'Jusqu’au puits' })).toBeVisible();
});
