/** Editing a published project with its history, and what it needs. */
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('S5: its author edits a published project and names a need without a network; a neighbour reads the history and offers help', async ({
  installation,
  link,
  phone: { page },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [author, neighbour] = [await installation.person(), await installation.person()];
  const project = await installation.project('Le four du bas');
  await db.query(
    `update project set author = $2, summary = 'Du pain.', cost_cents = 32000000, cost_currency = 'XOF' where id = $1`,
    [project.id, author.id],
  );
  await signIn(page, author);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('link', { name: 'Modifier le projet' })).toBeVisible();
  await shellCached(page);
  link.down();
  await page.getByRole('button', { name: 'Dire un besoin' }).click();
  await page.getByLabel('De quoi le projet a-t-il besoin ?').fill('Une bétonnière');
  await page.getByRole('button', { name: 'Ajouter ce besoin' }).click();
  const need = page.getByRole('listitem').filter({ hasText: 'Une bétonnière' });
  await expect(need.getByText('en attente')).toBeVisible();
  await page.getByRole('link', { name: 'Modifier le projet' }).click();
  await expect(page.getByRole('heading', { name: 'Modifier le projet' })).toBeVisible();
  await expect(page.getByLabel('Monnaie')).toHaveValue('XOF');
  await page.getByLabel('Titre', { exact: true }).fill('Le four du bas, agrandi');
  await page.getByLabel('Coût estimé').fill('450 000');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('edit.png'), fullPage: true });
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { name: 'Le four du bas, agrandi' })).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText(/^Modifié par la personne qui le porte/)).toBeVisible();
  await expect(need.getByText('en attente')).toBeHidden();
  await page.screenshot({ path: info.outputPath('project.png'), fullPage: true });

  const other = await anotherDevice();
  await signIn(other.page, neighbour);
  await other.page.goto(`/projets/${project.id}`);
  await expect(other.page.getByRole('link', { name: 'Modifier le projet' })).toHaveCount(0);
  await other.page.getByRole('link', { name: 'historique' }).click();
  await expect(other.page.getByText('Le four du bas', { exact: true })).toBeVisible();
  await expect(other.page.getByText('320 000 F CFA')).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot({ path: info.outputPath('history.png'), fullPage: true });
  await other.page.goBack();
  await other.page.getByRole('button', { name: 'Je peux aider' }).click();
  await expect(other.page.getByLabel('Votre commentaire')).toHaveValue(/^Pour «\sUne bétonnière\s»\s: $/);
  await other.page.getByLabel('Votre commentaire').press('End');
  await other.page.keyboard.type('la mienne est libre samedi.');
  await other.page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText(/Une bétonnière\s»\s: la mienne est libre samedi\./)).toBeVisible();
});
