/** The page Lire: one list of texts and books, the most recently used first, also when the server is stopped. */
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook } from '../../support/epub.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const paragraph = '<p>Le vent du soir passe sur les jardins, et la terre se souvient de la pluie.</p>';
const chapter = `<h1>Le soir</h1>${paragraph.repeat(60)}`;

const titles = (page: Page) => page.getByRole('list', { name: 'Mon étagère' }).locator('li a');
const opened = (page: Page) =>
  expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');

test('Lire shows a text and a book in one list; each opens with the server gone and is the first of the list afterwards', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const awa = await installation.person();
  for (const [title, addedAt] of [
    ['La citerne', '2026-01-05'],
    ['Le puits', '2026-01-04'],
  ] as const)
    await installation.db.query(
      `insert into reading_item (member, id, story, title, licence, words, bytes, state, added_at)
        values ($1, gen_random_uuid(), $2, $3, 'CC BY 4.0', 600, 40, 'ready', $4)`,
      [awa.id, await installation.story({ title, words: 600, pages: [chapter, chapter] }), title, addedAt],
    );
  await signIn(page, awa);
  await shellCached(page);
  const shelf = page.getByRole('list', { name: 'Mon étagère' });
  await page.getByRole('link', { name: 'Lire', exact: true }).click();
  await expect(shelf.getByText('téléchargé')).toHaveCount(2);
  await page.getByRole('link', { name: 'Accueil', exact: true }).click();
  // A device that had books, whose code has not come after an update: texts do not wait for it.
  await page.evaluate(() => localStorage.setItem('egoejo.books', '1'));
  link.stall();
  await page.getByRole('link', { name: 'Lire', exact: true }).click();
  await expect(shelf.getByText('La citerne')).toBeVisible();
  link.flow();
  await page.goto('/lire');
  await expect(shelf.getByText('téléchargé')).toHaveCount(2);
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('add.png') });
  await page.getByLabel('Ouvrir un livre de cet appareil').setInputFiles(madeBook('Les jardins', [chapter, chapter]));
  await opened(page);
  // Leaving by the button keeps the place, so the book is begun; a reload within 250 ms of opening it need not.
  await page.getByRole('button', { name: 'Retour' }).click();
  await expect(titles(page)).toHaveText(['Les jardins', 'La citerne', 'Le puits']);
  await expect(shelf.getByText('téléchargé')).toHaveCount(3);
  await expect(shelf.getByText(/^Livre · /)).toBeVisible();
  await expect(shelf.getByText(/^Texte · /)).toHaveCount(2);
  await shellCached(page);

  link.down();
  await titles(page).getByText('La citerne').click();
  await expect(page.getByText('Le vent du soir').first()).toBeVisible();
  await page.getByRole('button', { name: 'Page suivante' }).click();
  await page.getByRole('button', { name: 'Retour' }).click();
  await expect(titles(page)).toHaveText(['La citerne', 'Les jardins', 'Le puits']);
  await expect(page.getByRole('heading', { level: 2, name: 'La citerne' })).toBeVisible();
  await page.getByRole('button', { name: 'À lire', exact: true }).click();
  await expect(titles(page)).toHaveText(['Le puits']);
  await page.getByRole('button', { name: 'Tout', exact: true }).click();
  await expect(titles(page)).toHaveText(['La citerne', 'Les jardins', 'Le puits']);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('lire.png'), fullPage: true });

  await titles(page).getByText('Les jardins').click();
  await opened(page);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Retour' }).click();
  await expect(titles(page)).toHaveText(['Les jardins', 'La citerne', 'Le puits']);
});
