/** Following an author and a member without a network; being told of what is new; stopping. */
import { tapTwiceInTurn } from '../../support/page/double-tap.ts';
import { importBook } from '../../support/import-book.ts';
import { madeBook } from '../../support/epub.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('B13: an author and a member are followed without a network, what is new of them is told, and it ends', async ({
  installation,
  link,
  phone,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const book = (title: string, author: string) =>
    importBook(installation, madeBook(title, [`<h1>${title}</h1><p>La pluie.</p>`], { author }));
  await book('Le lion du puits', 'Zoé Diallo');
  const [work] = await db.query<{ id: string }>(`select id from work where title = 'Le lion du puits'`);
  const story = await installation.story({ title: 'Sous le manguier', words: 2, pages: ['<p>Il pleut.</p>'] });
  await db.query(`update story set author = $2, authors = 'Text: Moussa' where id = $1`, [story, moussa.id]);
  const { page } = phone;
  await signIn(page, awa);
  await page.goto(`/lire/${story}`);
  await page.getByRole('button', { name: 'Suivre Moussa' }).waitFor();
  await page.goto('/lire/suivis');
  await expect(page.getByText('Vous ne suivez encore rien')).toBeVisible();
  await page.screenshot({ path: info.outputPath('empty.png'), fullPage: true });
  await page.goto(`/lire/catalogue/${work!.id}`);
  await expect(page.getByRole('button', { name: 'Suivre Zoé Diallo' })).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);

  link.down();
  await page.getByRole('button', { name: 'Suivre Zoé Diallo' }).click();
  await expect(page.getByRole('button', { name: 'Suivi : Zoé Diallo' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('en attente', { exact: true })).toBeVisible();
  await page.goto(`/lire/${story}`);
  await tapTwiceInTurn(page.getByRole('button', { name: 'Suivre Moussa' }));
  await expect(page.getByRole('button', { name: 'Suivi : Moussa' })).toBeVisible();
  await page.goto('/lire/suivis');
  const newest = page.getByRole('list', { name: 'Derniers livres, textes et morceaux' });
  await expect(newest.getByRole('link')).toHaveText(['Sous le manguier', 'Le lion du puits']);
  await expect(page.getByText('en attente', { exact: true })).toHaveCount(2);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('queued.png'), fullPage: true });

  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('en attente', { exact: true })).toHaveCount(0);
  await allSent(page, awa.id, link);
  await book('La pluie de mai', 'ZOE DIALLO');
  await page.goto('/notifications');
  await page.getByRole('link', { name: 'Un nouveau livre parmi ce que vous suivez : « La pluie de mai »' }).click();
  await expect(newest.getByRole('link').first()).toHaveText('La pluie de mai');
  await expect(newest.getByText('Nouveau', { exact: true })).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('new.png'), fullPage: true });

  await page.getByRole('button', { name: 'Suivi : Zoé Diallo' }).click();
  await expect(newest.getByRole('link')).toHaveText(['Sous le manguier']);
  await expect(page.getByRole('button', { name: 'Suivre Zoé Diallo' })).toBeVisible();
  await expect
    .poll(() => db.query('select name from follow where member = $1', [awa.id]))
    .toEqual([{ name: 'Moussa' }]);
  await newest.getByRole('link', { name: 'Sous le manguier' }).click();
  await expect(page.getByText('Il pleut.')).toBeVisible();
});
