/** Several drafts of proposals on one phone: put aside, taken up again after a restart, sent and discarded. */
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('drafts of proposals wait side by side on the device, without a network, until they are sent or discarded @long', async ({
  installation,
  link,
  phone,
}, info) => {
  const { page } = phone;
  phone.console.expect(/net::ERR/);
  const awa = await installation.person();
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/projets/proposer');
  await expect(page.getByLabel('Titre')).toBeVisible();
  link.down();
  await page.getByLabel('Titre').fill('Un four à pain');
  await page.getByLabel('En deux phrases').fill('Pour tout le hameau.');
  await page.getByRole('button', { name: 'Mettre de côté et en écrire une autre' }).click();
  await expect(page.getByLabel('Titre')).toHaveValue('');
  await page.getByLabel('Titre').fill('Une mare');
  await page.getByRole('button', { name: 'Mettre de côté et en écrire une autre' }).click();
  await expect(page.getByLabel('Titre')).toHaveValue('');
  await page.getByLabel('Titre').fill('Un banc');
  await page.reload();
  await expect(page.getByLabel('Titre')).toHaveValue('Un banc');
  const kept = page.getByRole('list', { name: 'Brouillons gardés sur cet appareil' }).getByRole('listitem');
  await expect(kept).toHaveText([/Une mare/, /Un four à pain/]);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('drafts.png'), fullPage: true });
  await page.getByRole('button', { name: 'Jeter le brouillon « Une mare »' }).click();
  await page.screenshot({ path: info.outputPath('sure.png') });
  await page.getByRole('dialog').getByRole('button', { name: 'Jeter' }).click();
  await expect(kept).toHaveText([/Un four à pain/]);
  await page.getByRole('button', { name: 'Reprendre le brouillon « Un four à pain »' }).click();
  await expect(page.getByLabel('Titre')).toHaveValue('Un four à pain');
  // The only one is chosen.
  await expect(page.getByRole('combobox', { name: 'Communauté' })).toHaveValue(/./);
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Un four à pain' })).toBeVisible();
  expect((await stored(page, awa.id, 'drafts')).map((d) => d['name'])).toEqual(['proposal']);
  await page.goto('/projets/proposer');
  await expect(page.getByLabel('Titre')).toHaveValue('Un banc');
  await expect(kept).toHaveCount(0);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() => installation.db.query('select title, status from project where author = $1', [awa.id]))
    .toEqual([{ title: 'Un four à pain', status: 'proposed' }]);
});

test('S2: a category is chosen from the community’s list, also offline; a new one goes to its animator, who adds it @long', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  phone.console.expect(/net::ERR/);
  const [awa, moussa] = [await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where community = $1 and member = $2`, [
    community,
    moussa.id,
  ]);
  const animator = await anotherDevice();
  animator.console.expect(/net::ERR/);
  await signIn(animator.page, moussa);
  await animator.page.goto(`/communautes/${community}/modifier`);
  await animator.page.getByLabel('Catégories, une par ligne').fill('Eau\nBois et haies\n');
  await expectAccessible(animator.page);
  await animator.page.getByRole('button', { name: 'Enregistrer' }).click();
  const listed = () =>
    db.query<{ categories: string[] }>('select categories from community where id = $1', [community]);
  await expect.poll(listed).toEqual([{ categories: ['Eau', 'Bois et haies'] }]);

  const { page } = phone;
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/projets/proposer');
  await page.getByRole('combobox', { name: 'Communauté' }).selectOption(community);
  link.down();
  const category = page.getByLabel('Catégorie', { exact: true });
  await expect(category.getByRole('option')).toHaveText(['Aucune', 'Eau', 'Bois et haies', 'Une autre…']);
  await category.selectOption('Une autre…');
  await page.getByLabel('Autre catégorie').fill('Sentiers');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('category.png'), fullPage: true });
  await page.getByLabel('Titre').fill('Rouvrir la draille');
  await page.getByLabel('En deux phrases').fill('Du hameau au col.');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() => db.query('select category from project where author = $1', [awa.id]))
    .toEqual([{ category: 'Sentiers' }]);

  await animator.page.goto('/animer');
  await expect(animator.page.getByText('Nouvelle catégorie : Sentiers')).toBeVisible();
  await animator.page.screenshot({ path: info.outputPath('animator.png') });
  await animator.page.getByRole('button', { name: 'Ajouter à la liste' }).click();
  await expect.poll(listed).toEqual([{ categories: ['Eau', 'Bois et haies', 'Sentiers'] }]);
  await expect(animator.page.getByText('Nouvelle catégorie')).toHaveCount(0);
  await db.query(`update community set categories = '{}' where id = $1`, [community]);
});
