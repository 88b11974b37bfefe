/** Several drafts of proposals on one phone: put aside, taken up again after a restart, sent and discarded. */
import { expectAccessible } from '../support/test.ts';
import { expect, shellCached, signIn, stored, test } from '../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('drafts of proposals wait side by side on the device, without a network, until they are sent or discarded', async ({
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
  await page.getByLabel('Communauté').selectOption({ index: 1 });
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
