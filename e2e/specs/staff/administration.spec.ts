/**
 * The way of an administrator: figures first, grains adjusted by hand, a run by its number, a ban and its end; the
 * member sees what concerns them.
 */
import { tapTwice } from '../../support/page/double-tap.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '@egoejo/shared/platform/ids.ts';
import { expect, settled, signIn, test } from '../../support/installation.ts';
import { expectAccessible } from '../../support/test.ts';

test('R6: an administrator adjusts, runs, suspends and reads the log; the member’s phone shows the adjustment; others cannot open the page', async ({
  installation,
  phone,
  anotherDevice,
}) => {
  const [awa, jeanne] = [await installation.person(400), await installation.person(0)];
  await installation.db.query(`update member set name = 'Awa Ndiaye' where id = $1`, [awa.id]);
  await installation.db.query(`update member set name = 'Jeanne', roles = '{administrator}' where id = $1`, [
    jeanne.id,
  ]);
  const { page } = phone;
  await signIn(page, awa);
  await page.goto('/moi');
  await expect(
    page
      .getByRole('link', { name: 'Mes actes' })
      .or(page.getByRole('link', { name: /Activité/ }))
      .first(),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await page.goto('/administration/membres');
  await expect(page.getByText('Réservé à l’administration')).toBeVisible();

  const desk = await anotherDevice({ baseURL: installation.server.url });
  const admin = desk.page;
  await signIn(admin, jeanne);
  await admin.goto('/moi');
  await admin.getByRole('link', { name: 'Administration' }).click();
  await expect(admin.getByRole('heading', { name: 'Le serveur' })).toBeVisible();
  await expect(admin.getByRole('heading', { name: 'Trente jours' })).toBeVisible();
  await admin.getByText('Jour par jour').click();
  await expectAccessible(admin);

  await admin.getByRole('tab', { name: 'Membres' }).click();
  await admin.getByRole('searchbox').fill('ndiaye');
  await admin.getByRole('button', { name: /Awa Ndiaye/ }).click();
  await admin.getByText('Retirer', { exact: true }).click();
  await admin.getByLabel('Nombre de grains').fill('401');
  await expect(admin.getByText('Un portefeuille ne descend pas sous zéro.')).toBeVisible();
  await admin.getByLabel('Nombre de grains').fill('150');
  await admin.getByLabel('Raison').fill('Comptés deux fois au lavoir');
  await expectAccessible(admin);
  await tapTwice(admin.getByRole('button', { name: 'Ajuster' }));
  await expect(admin.getByText('Awa Ndiaye a maintenant 250 grains.')).toBeVisible();
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 250, ledger: 250 });

  await page.goto('/cycle');
  await page
    .getByRole('tab', { name: 'Mon histoire' })
    .or(page.getByRole('heading', { name: 'Mon histoire' }))
    .first()
    .click();
  await expect(page.getByText('Ajustement par l’administration').first()).toBeVisible();
  await expect(page.getByText('donné 150 grains')).toBeAttached();

  // Idle for a hundred days: the compost takes a tenth.
  await installation.db.query(`update wallet set last_activity = now() - interval '100 days' where member = $1`, [
    awa.id,
  ]);
  await admin.getByRole('tab', { name: 'Compost et Silo' }).click();
  await admin.getByRole('button', { name: 'Essayer le compost' }).click();
  await expect(admin.getByText('1 compte rendrait 25 grains au Silo.')).toBeVisible();
  const go = admin.getByRole('button', { name: 'Composter', exact: true });
  await expect(go).toBeDisabled();
  await admin.getByLabel('Pour continuer, écrivez 25').fill('25');
  await go.click();
  await expect(admin.getByText('à la main')).toBeVisible();
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 225, ledger: 225 });

  await admin.getByRole('tab', { name: 'Membres' }).click();
  await admin.getByRole('button', { name: /Awa Ndiaye/ }).click();
  await admin.getByRole('tab', { name: 'Suspendre' }).click();
  await admin.getByLabel('Raison').fill('Insultes répétées');
  await admin.getByRole('button', { name: 'Suspendre ce compte' }).click();
  await expect(admin.getByText('Awa Ndiaye est suspendu.')).toBeVisible();
  await expect(admin.getByText('suspendu', { exact: true })).toBeVisible();
  await admin.getByRole('button', { name: /Awa Ndiaye/ }).click();
  await admin.getByRole('tab', { name: 'Rétablir' }).click();
  await admin.getByLabel('Raison').fill('Excuses faites');
  await admin.getByRole('button', { name: 'Rétablir ce compte' }).click();
  await expect(admin.getByText('Awa Ndiaye peut revenir.')).toBeVisible();

  await admin.getByRole('tab', { name: 'Journal' }).click();
  await admin.getByRole('searchbox').fill('lavoir');
  await expect(admin.getByText('Grains ajustés')).toHaveCount(1);
  await expect(admin.getByText('Raison : Comptés deux fois au lavoir')).toBeVisible();
  await expectAccessible(admin);

  await admin.getByRole('tab', { name: 'Réglages' }).click();
  await expect(admin.getByText('défini, caché').first()).toBeVisible();
  await expect(admin.getByRole('listitem').filter({ hasText: 'SAKA_COMPOST_RATE=1000' })).toContainText('10 %');
  await expectAccessible(admin);
  expect(await admin.content()).not.toContain(installation.databaseUrl);

  const file = join(desk.profile, 'queue.json');
  const act = {
    key: newId(),
    name: 'poll.vote',
    version: 1,
    args: { poll: installation.poll, ballot: { kind: 'choice', options: ['jamais-dit'] } },
    madeAt: new Date().toISOString(),
    subject: 'Un vote intime',
    cancelKey: null,
  };
  await writeFile(
    file,
    JSON.stringify({
      format: 'egoejo-queue',
      version: 1,
      member: awa.id,
      exportedAt: new Date().toISOString(),
      acts: [act],
    }),
  );
  await admin.getByRole('tab', { name: 'Actes d’un membre' }).click();
  await admin.getByLabel('Ouvrir un fichier').setInputFiles(file);
  await expect(admin.getByRole('listitem').filter({ hasText: 'jamais arrivé' })).toContainText('Vote');
  expect(await admin.content()).not.toMatch(/jamais-dit|Un vote intime/);
  await expectAccessible(admin);
});
