/** The catalogue on a phone: browsed, searched, downloaded over a bad link with a kill half-way, read without a server. */
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook, realBook } from '../../support/epub.ts';
import { importBook } from '../../support/import-book.ts';
import { TIMES } from '../../support/limits.ts';
import { expect, shellCached, signIn, stored, syncIdle, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const PIECE = 256 * 1024;
/** Text that does not compress to nothing, so that the book has several pieces. */
const noise = (n: number): string =>
  Array.from({ length: 24_000 }, (_, i) => ((i * 7919 * (n + 3) + i * i * 31) % 1_679_616).toString(36)).join(' ');
const chapters = [1, 2, 3, 4, 5, 6].map((n) => `<h1>Chapitre ${n}</h1><p>${noise(n)}</p>`);

/** Pieces of books on this device. */
const pieces = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const opening = indexedDB.open('egoejo-books');
        opening.addEventListener('success', () => {
          const count = opening.result.transaction('pieces').objectStore('pieces').count();
          count.addEventListener('success', () => {
            opening.result.close();
            done(count.result);
          });
        });
      }),
  );

test('B4: a book of the catalogue is found, downloaded over a slow link with a kill half-way, and read with the server gone', async ({
  installation,
  link,
  phone,
}) => {
  const novel = realBook('flaubert-madame-bovary') ?? madeBook('Madame Bovary', chapters);
  const title = await importBook(installation, novel);
  await importBook(installation, madeBook('Les jardins du soir', [chapters[0] ?? ''], { language: 'en' }));
  const member = await installation.person();
  await signIn(phone.page, member);
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto('/lire');
  await phone.page.getByRole('link', { name: 'Catalogue' }).click();
  await expect(phone.page.getByRole('link', { name: title })).toBeVisible();
  await expectAccessible(phone.page);
  await expect.poll(async () => (await stored(phone.page, member.id, 'work')).length).toBeGreaterThan(1);
  // The list and its search need no network.
  link.down();
  await phone.page.getByRole('searchbox').fill('bovari');
  await expect(phone.page.getByRole('link', { name: 'Les jardins du soir' })).toBeHidden();
  await expect(phone.page.getByRole('link', { name: title })).toBeVisible();
  link.up();
  link.set({ kbits: 2500, latencyMs: 150 });
  await phone.page.getByRole('link', { name: title }).click();
  const get = phone.page.getByRole('button', { name: /^Télécharger \([\d,.]+\s[kM]o\)$/ });
  await expect(get).toBeVisible();
  await expectAccessible(phone.page);
  await get.click();
  await expect(phone.page.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => pieces(phone.page)).toBeGreaterThan(0);
  const address = phone.page.url();
  await phone.kill();
  const before = link.bytes.down;
  await phone.reopen();
  const { page } = phone;
  await page.goto(address);
  await expect(page.getByText('Sur cet appareil')).toBeVisible({ timeout: TIMES * 60_000 });
  // The pieces that were here did not come again.
  const books = link.requests.filter((r) => r.path.startsWith('/media/books/')).length;
  expect(books).toBeLessThanOrEqual(Math.ceil(novel.buffer.length / PIECE) + 1);
  expect(link.bytes.down - before).toBeLessThan(novel.buffer.length + 4 * 1024 * 1024);
  await shellCached(page);
  link.down();
  await page.getByRole('link', { name: 'Lire', exact: true }).last().click();
  await expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
  await page.goto('/lire');
  await expect(page.getByRole('list', { name: 'Mon étagère' })).toContainText(title);
});

test.describe('books added by page', () => {
  test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

  test('B2: files chosen without a network are added once there is one, or say why not; another phone finds the work', async ({
    installation,
    link,
    phone: { page, console: said },
    anotherDevice,
  }, info) => {
    const { db } = installation;
    const administrator = await installation.person();
    await db.query(`update member set roles = '{administrator}' where id = $1`, [administrator.id]);
    const shot = (on: Page, name: string) => on.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
    const { name, mimeType, buffer } = madeBook('Le phare des tisserandes', ['<h1>Un</h1><p>La brume.</p>'], {
      about: 'Elles tissent avec les tisserins.',
      more: { 'b/s.xhtml': '<html xmlns="http://www.w3.org/1999/xhtml"><script>1</script></html>' },
    });
    await signIn(page, administrator);
    await page.goto('/lire/catalogue');
    await page.getByRole('link', { name: 'Ajouter des livres' }).click();
    await expect(page.getByText('Aucun fichier pour l’instant')).toBeVisible();
    await shot(page, 'empty');
    await shellCached(page);
    await syncIdle(page, administrator.id, link);
    link.down();
    await page.getByLabel('Choisir des fichiers').setInputFiles([
      { name, mimeType, buffer },
      { name: 'copie.epub', mimeType, buffer },
      { name: 'coupé.epub', mimeType, buffer: buffer.subarray(0, 200) },
      { name: 'vide.epub', mimeType, buffer: Buffer.alloc(0) },
    ]);
    await expect(page.getByText('3 fichiers gardés')).toBeVisible();
    await expect(page.getByText('vide.epub')).toBeVisible();
    const files = page.getByRole('list', { name: 'Fichiers choisis' }).getByRole('listitem');
    await expect(files.getByText('en attente du réseau')).toHaveCount(3);
    await expectAccessible(page);
    await shot(page, 'queued');
    // The browser reports a file that the server refuses.
    said.expect(/422/);
    link.up();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(files.filter({ hasText: 'coupé.epub' })).toContainText('Ce fichier n’est pas un livre EPUB');
    await expect(files.getByText('ajouté au catalogue')).toHaveCount(1);
    await expect(files.getByText('était déjà au catalogue')).toHaveCount(1);
    await files.getByText('1 remarque').first().click();
    await expect(files.getByText('À la lecture, 1 script est retiré.')).toBeVisible();
    await expectAccessible(page);
    await shot(page, 'done');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await shot(page, 'done-wide-dark');
    await page.goto('/administration/livres');
    await expect(files.getByText('ajouté au catalogue')).toHaveCount(1);
    await shot(page, 'administration');

    // The server finds the work by its description, which the list on the device does not have (B12).
    const { page: reader } = await anotherDevice();
    await signIn(reader, await installation.person());
    await reader.goto('/recherche?q=tisserin');
    const there = reader.getByRole('list', { name: 'Résultats sur le serveur' }).getByRole('listitem');
    await expect(there.filter({ hasText: 'Livre' })).toContainText('Le phare des tisserandes');
    await expectAccessible(reader);
    await shot(reader, 'found');
    await there.getByRole('link', { name: 'Le phare des tisserandes' }).click();
    await expect(reader.getByRole('heading', { level: 1, name: 'Le phare des tisserandes' })).toBeVisible();
  });
});
