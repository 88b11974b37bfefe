/** Reviews of works: written without a network by who read a quarter, seen by others, changed and taken back. */
import { addBookDay, addWork } from '@egoejo/server/testing/world.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('B13: a review written without a network is received once, counts for others, is changed and taken back', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const work = await addWork(db, { title: 'Le lion du puits' });
  await addBookDay(db, awa.id, work);
  const { page } = phone;
  await signIn(page, awa);
  await page.goto(`/lire/catalogue/${work}`);
  await expect(page.getByRole('heading', { name: 'Avis de lecture' })).toBeVisible();
  await expect(page.getByText('Pas encore d’avis.')).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  await page.getByRole('button', { name: 'Donner mon avis' }).click();
  await page.getByRole('radio', { name: '4 étoiles sur cinq' }).check({ force: true });
  await page.getByLabel(/^Ce que vous en dites/).fill('On y est, sous la pluie.');
  // What was typed survives a reload.
  await page.reload();
  await page.getByRole('button', { name: 'Donner mon avis' }).click();
  await expect(page.getByRole('radio', { name: '4 étoiles sur cinq' })).toBeChecked();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('form.png'), fullPage: true });
  await page.getByRole('button', { name: 'Publier mon avis' }).click();
  await expect(page.getByText('On y est, sous la pluie.')).toBeVisible();
  await expect(page.getByText('en attente', { exact: true })).toBeVisible();
  await page.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Les avis des autres viendront avec le réseau.')).toBeHidden();
  await expect(page.getByText('en attente', { exact: true })).toBeHidden();
  await expect(page.getByText('4,0 sur 5 · 1 avis')).toBeVisible();

  const other = await anotherDevice();
  await signIn(other.page, moussa);
  await other.page.goto(`/lire/catalogue/${work}`);
  await expect(other.page.getByText('On y est, sous la pluie.')).toBeVisible();
  await expect(other.page.getByText('4,0 sur 5 · 1 avis')).toBeVisible();
  await expect(other.page.getByText('Vous pourrez donner votre avis après en avoir lu un quart.')).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot({ path: info.outputPath('other.png'), fullPage: true });

  await page.getByRole('button', { name: 'Modifier' }).click();
  await page.getByRole('radio', { name: '5 étoiles sur cinq' }).check({ force: true });
  await page.getByRole('button', { name: 'Publier mon avis' }).click();
  await expect(page.getByText('5,0 sur 5 · 1 avis')).toBeVisible();
  await page.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(page.getByRole('button', { name: 'Donner mon avis' })).toBeVisible();
  await expect(page.getByText(/sur 5 · 1 avis/)).toBeHidden();
  expect(await db.query('select 1 from review where work = $1', [work])).toEqual([]);
});
