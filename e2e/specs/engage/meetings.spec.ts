/** A meeting: planned without a network, answered by two members for its last place, cancelled with a reason. */
import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('B13: a meeting planned without a network is told to others, its last place is given once, and it is cancelled', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const { page: host } = phone;
  await signIn(host, awa);
  await host.goto('/rencontres');
  await expect(host.getByText('Aucune rencontre prévue')).toBeVisible();
  await host.screenshot({ path: info.outputPath('empty.png'), fullPage: true });
  await host.goto('/rencontres/nouvelle');
  await host.getByRole('button', { name: 'Proposer la rencontre' }).click();
  await expect(host.getByText('Choisissez un moment à venir.')).toBeVisible();
  await expectAccessible(host);
  await shellCached(host);
  await syncIdle(host, awa.id, link);

  const asked: string[] = [];
  host.on('request', (request) => asked.push(new URL(request.url()).pathname));
  link.down();
  await host.getByLabel('Titre').fill('Lire au four');
  await host.getByLabel('Jour et heure').fill('2999-06-05T17:30');
  await host.getByLabel('Lieu').fill('Le four du village');
  await host.getByLabel('Nombre de places').fill('1');
  await host.getByRole('button', { name: 'Proposer la rencontre' }).click();
  await expect(host.getByRole('heading', { name: 'Lire au four' })).toBeVisible();
  await expect(host.getByText('en attente', { exact: true }).first()).toBeVisible();
  const download = host.waitForEvent('download');
  await host.getByRole('button', { name: 'Ajouter à mon agenda' }).click();
  const calendar = await readFile(await (await download).path(), 'utf8');
  expect(calendar).toContain('SUMMARY:Lire au four');
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  // The server does not know a meeting that is queued, so nobody can have answered it.
  expect(asked.filter((path) => path.endsWith('/answers'))).toEqual([]);
  link.up();
  await host.evaluate(() => dispatchEvent(new Event('online')));
  await expect(host.getByText('en attente', { exact: true })).toHaveCount(0);
  await allSent(host, awa.id, link);

  const { page: guest } = await anotherDevice();
  await signIn(guest, moussa);
  await guest.goto('/notifications');
  await guest.getByRole('link', { name: 'Une rencontre est prévue : « Lire au four »' }).click();
  const answers = guest.getByRole('group', { name: 'Viendrez-vous ?' });
  await answers.getByRole('button', { name: 'Oui' }).click();
  await expect(guest.getByText('reçu', { exact: true })).toBeVisible();
  await expect(guest.getByText('Complet')).toBeVisible();
  await guest.screenshot({ path: info.outputPath('answered.png'), fullPage: true });

  await host.reload();
  await expect(host.getByText('1 personne vient')).toBeVisible();
  await expect(host.getByRole('list', { name: 'Qui vient' }).getByText('Oui')).toBeVisible();
  await host.getByRole('group', { name: 'Viendrez-vous ?' }).getByRole('button', { name: 'Oui' }).click();
  await expect(host.getByText('refusé : il n’y a plus de place.')).toBeVisible();
  await expect(host.getByRole('button', { name: 'Oui' })).toHaveAttribute('aria-pressed', 'false');
  await host.screenshot({ path: info.outputPath('refused.png'), fullPage: true });

  await host.getByRole('link', { name: 'Changer la rencontre' }).click();
  await host.getByLabel('Lieu').fill('Sous le manguier');
  await host.getByRole('button', { name: 'Enregistrer les changements' }).click();
  await expect(host.getByText('Sous le manguier')).toBeVisible();
  // Of a change that a cancel has overtaken nobody is told.
  await guest.goto('/notifications');
  await expect(guest.getByRole('link', { name: 'Le moment ou le lieu a changé : « Lire au four »' })).toBeVisible();
  await host.getByRole('button', { name: 'Annuler la rencontre' }).click();
  await host.getByRole('dialog').getByRole('textbox').fill('La pluie.');
  await host.getByRole('dialog').getByRole('button', { name: 'Annuler la rencontre' }).click();
  await expect(host.getByText('Annulée', { exact: true })).toBeVisible();
  await syncIdle(host, awa.id, link);
  await guest.goto('/notifications');
  await guest.getByRole('link', { name: 'Une rencontre est annulée : « Lire au four »' }).click();
  await expect(guest.getByText('La pluie.')).toBeVisible();
  await guest.screenshot({ path: info.outputPath('cancelled.png'), fullPage: true });
  expect(await db.query(`select state, yes, place from meeting where title = 'Lire au four'`)).toEqual([
    { state: 'cancelled', yes: 1, place: 'Sous le manguier' },
  ]);
});
