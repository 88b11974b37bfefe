/** An animator adds a spreadsheet's projects without a network. */
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('S5: a list of projects is read and checked on the phone, queued without a network and published once', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db } = installation;
  const animator = await installation.person();
  await installation.project('Le puits du bas');
  await db.query(`update membership set role = 'animator' where member = $1`, [animator.id]);
  const [home] = await db.query<{ community: string }>('select community from membership where member = $1 limit 1', [
    animator.id,
  ]);
  await signIn(page, animator);
  await page.goto('/animer/importer');
  await expect(page.getByRole('combobox', { name: 'Communauté' })).toBeVisible();
  await shellCached(page);
  link.down();
  await page.getByRole('combobox', { name: 'Communauté' }).selectOption(home?.community ?? '');
  const lines = [
    'Budget participatif;;;;',
    'Titre;Résumé;Coût;Monnaie;Porteur',
    'Un banc à l’ombre;"Pour" souffler;150\u00a0000 F CFA;XOF;Zoé',
    'Sans résumé;;;;',
    'La haie;Des arbres;;;',
  ];
  const file = lines.join('\r\n');
  // Spreadsheets in French save in the encoding of Windows.
  const buffer = Buffer.from(file.replaceAll('’', '\u0092'), 'latin1');
  await page.getByLabel('Choisir un fichier').setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByText('liste.csv : 2 sur 3 lignes prêtes.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'ligne 4' })).toContainText('Il manque le résumé.');
  await expect(page.getByText('Pas lues :')).toContainText('Porteur');
  await expect(page.getByText('pas lu :')).toContainText('Budget participatif');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('preview.png'), fullPage: true });
  await page.getByRole('button', { name: 'Publier 2 projets' }).click();
  await expect(page.getByText(/^Liste de projets pour/)).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() =>
      db.query(
        `select title, cost_currency as currency from project where community = $1 and author is null and extra ? 'addedAt' order by title desc`,
        [home?.community],
      ),
    )
    .toEqual([
      { title: 'Un banc à l’ombre', currency: 'XOF' },
      { title: 'La haie', currency: null },
    ]);
  await page.goto('/projets');
  await page.getByRole('searchbox').fill('banc à l’ombre');
  await expect(page.getByRole('link', { name: 'Un banc à l’ombre' })).toBeVisible();
});
