/**
 * What members do with their own account: download their data, change password and address, end sessions, close it, and
 * read why an administrator suspended it.
 */
import { statSync } from 'node:fs';
import { expectAccessible } from '../../support/test.ts';
import type { Person } from '../../support/installation.ts';
import {
  boostProject,
  expect,
  settled,
  shellCached,
  signIn,
  stored,
  test,
  type SharedInstallation,
} from '../../support/shared-server.ts';

const named = async ({ db, person }: SharedInstallation, name: string, grains = 0): Promise<Person> => {
  const made = await person(grains);
  await db.query('update member set name = $2 where id = $1', [made.id, name]);
  return made;
};

test('R13: a member takes their data away, closes the account, and is gone everywhere; what they gave stays', async ({
  installation,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [awa, moussa] = [await named(installation, 'Awa Ndiaye', 50), await named(installation, 'Moussa')];
  const project = await installation.project('Le four à pain');
  await db.query(
    `with asked as (insert into comment (id, scope, project, kind, author, name, text)
        values (gen_random_uuid(), 'community:' || $1::text, $2, 'comment', $3, 'Awa Ndiaye', 'J’apporte la farine.')
        returning id)
      insert into comment (id, scope, project, kind, author, parent, text)
        select gen_random_uuid(), 'community:' || $1::text, $2, 'comment', $4, id, 'Et moi le levain.' from asked`,
    [community, project.id, awa.id, moussa.id],
  );
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  const other = await anotherDevice();
  await signIn(other.page, moussa);
  await other.page.goto(`/projets/${project.id}`);
  await expect(other.page.getByRole('button', { name: 'Awa Ndiaye', exact: true })).toBeVisible();

  said.expect(/status of 401/);
  await signIn(page, awa);
  await boostProject(page, project);
  await expect.poll(() => settled(db, awa.id)).toMatchObject({ receipts: ['applied'], balance: 40 });
  await page.goto('/moi');
  await page.getByRole('link', { name: 'Données' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger mes données' }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^egoejo-mes-donnees\./);
  expect(statSync(await file.path()).size).toBeGreaterThan(100);
  await page.screenshot(shot('data'));

  await page.getByRole('button', { name: 'Fermer mon compte' }).click();
  const sheet = page.getByRole('dialog', { name: 'Fermer mon compte' });
  await expect(sheet).toContainText('les sommes des projets restent');
  await expect(sheet).toContainText('C’est définitif.');
  await expectAccessible(page);
  await sheet.getByLabel('Mot de passe').fill('pas le bon mot');
  await sheet.getByRole('button', { name: 'Fermer définitivement' }).click();
  await expect(sheet.getByText('Ce mot de passe n’est pas le vôtre.')).toBeVisible();
  await page.screenshot(shot('close'));
  await sheet.getByLabel('Mot de passe').fill(awa.password);
  await sheet.getByRole('button', { name: 'Fermer définitivement' }).click();
  await expect(page).not.toHaveURL(/moi/);
  expect(await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).not.toContain(
    `egoejo-${awa.id}`,
  );

  // Nobody gets in with that address any more, and is told nothing about it.
  await page.goto('/connexion');
  await page.getByLabel('Adresse e-mail').fill(awa.email);
  await page.getByLabel('Mot de passe').fill(awa.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.screenshot(shot('refused'));

  // The grains stay; her words and her name are gone from other devices too, the answer to them is not.
  await expect(other.page.getByText('Texte supprimé par son auteur.')).toBeVisible();
  await expect(other.page.getByText('Awa Ndiaye')).toHaveCount(0);
  await expect(other.page.getByText('J’apporte la farine.')).toHaveCount(0);
  await expect(other.page.getByText('Et moi le levain.')).toBeVisible();
  await expect(other.page.getByText('10 grains')).toBeVisible();
  await other.page.screenshot(shot('elsewhere'));
  expect(await db.query('select score from project_tally where id = $1', [project.id])).toEqual([{ score: 10 }]);
});

test('S22: password, address and devices on one page; a device signed out from another says so and keeps its queue @long', async ({
  installation,
  link,
  phone: other,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const awa = await installation.person(100);
  const project = await installation.project('Le lavoir du bas');
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  const { page, console: said } = await anotherDevice({ baseURL: installation.server.url });
  for (const watch of [said, other.console]) watch.expect(/net::ERR|status of 401/);
  await signIn(page, awa);
  await signIn(other.page, awa);
  const queueOneThere = async () => {
    await other.page.goto(`/projets/${project.id}`);
    await expect(other.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await shellCached(other.page);
    link.down();
    await boostProject(other.page, project);
  };
  const toldThere = async (balance: number) => {
    link.up();
    await expect(other.page.getByText('Reconnectez-vous pour envoyer')).toBeVisible();
    const queued = (await stored(other.page, awa.id, 'outbox')).filter((row) => row['verdict'] === null);
    expect(queued).toHaveLength(1);
    await other.page.screenshot(shot(`told-${balance}`));
    await signIn(other.page, awa);
    // After the cut its next try by itself may be a minute away.
    await other.page.goto('/moi/activite');
    await other.page.getByRole('button', { name: 'Synchroniser' }).click();
    // The device has the answer too before the network goes again.
    await expect(other.page.locator('li[data-state="queued"], li[data-state="sending"]')).toHaveCount(0);
    await expect(other.page.locator('li[data-state="received"]').first()).toBeVisible();
    await expect.poll(() => settled(db, awa.id)).toMatchObject({ balance });
  };

  // One session is ended from the list of devices.
  await queueOneThere();
  await page.goto('/moi/reglages');
  await page.getByRole('link', { name: /Mot de passe, adresse/ }).click();
  await page.getByRole('button', { name: 'Voir mes appareils' }).click();
  const devices = page.getByRole('listitem').filter({ hasText: /cet appareil|Déconnecter/ });
  await expect(devices).toHaveCount(2);
  await expectAccessible(page);
  await page.screenshot(shot('devices'));
  await page.getByRole('button', { name: /^Déconnecter : / }).click();
  await expect(devices).toHaveCount(1);
  await toldThere(90);

  // A new password, which signs out the other device too.
  await queueOneThere();
  const change = page.getByRole('button', { name: 'Changer le mot de passe' });
  await change.click();
  const next = 'une autre phrase assez longue';
  await page.getByLabel('Mot de passe actuel').fill('pas celui-ci du tout');
  await page.getByLabel('Choisissez un mot de passe').fill(next);
  await change.click();
  await expect(page.getByText('Ce mot de passe n’est pas le vôtre.')).toBeVisible();
  await page.screenshot(shot('password'));
  await page.getByLabel('Mot de passe actuel').fill(awa.password);
  await change.click();
  await expect(page.getByText('Mot de passe changé.')).toBeVisible();
  awa.password = next;
  await toldThere(80);

  // Another address, by a code mailed to it.
  await page.getByRole('button', { name: 'Changer d’adresse' }).click();
  const email = `nouvelle-${awa.email}`;
  await page.getByLabel('Nouvelle adresse e-mail').fill(email);
  await page.getByLabel('Mot de passe actuel').fill(awa.password);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await page.getByLabel('Code reçu').fill(await installation.code(email));
  await page.screenshot(shot('address'));
  await page.getByRole('button', { name: 'Changer d’adresse' }).click();
  await expect(page.getByText('Adresse changée.')).toBeVisible();
  await expect(page.getByText(email)).toBeVisible();
});

test('an account is suspended with a reason: its device is signed out, and signing in says why @long', async ({
  installation,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [lea, jeanne] = [await named(installation, 'Léa Suspendue', 20), await installation.person()];
  await db.query(`update member set roles = '{administrator}' where id = $1`, [jeanne.id]);
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  said.expect(/status of 40[13]/);
  await signIn(page, lea);
  await page.goto('/moi/activite');
  const desk = await anotherDevice({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  await signIn(desk.page, jeanne);
  await desk.page.goto('/administration/membres');
  await desk.page.getByRole('searchbox').fill('suspendue');
  await desk.page.getByRole('button', { name: /Léa Suspendue/ }).click();
  await desk.page.getByRole('tab', { name: 'Suspendre' }).click();
  await desk.page.getByLabel('Raison').fill('Des menaces, deux fois.');
  await desk.page.screenshot(shot('suspend'));
  await desk.page.getByRole('button', { name: 'Suspendre ce compte' }).click();
  await expect(desk.page.getByText('Léa Suspendue est suspendu.')).toBeVisible();

  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText('Reconnectez-vous pour envoyer').first()).toBeVisible();
  await page.screenshot(shot('told'));
  await page.goto('/connexion');
  await page.getByLabel('Adresse e-mail').fill(lea.email);
  await page.getByLabel('Mot de passe').fill(lea.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toContainText('Ce compte est suspendu.');
  await expect(page.getByText('Raison : « Des menaces, deux fois. »')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('refused'));
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Télécharger mes données' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^egoejo-mes-donnees\./);
});
