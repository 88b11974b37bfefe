/** Books of this device: taken in from a file, read without a server, at the same page after a kill; harmless. */
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook, realBook, type FilePayload } from '../../support/epub.ts';
import { expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const paragraph = '<p>Le vent du soir passe sur les jardins, et la terre se souvient de la pluie.</p>';
const chapter = (n: number) => `<h1>Chapitre ${n}</h1>${paragraph.repeat(60)}`;

/** The frame with the text on the screen. */
const textOf = (page: Page) => page.frames().findLast((f) => f.url().endsWith('/book-frame.html'));
const opened = (page: Page) =>
  expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
async function open(page: Page, file: FilePayload): Promise<void> {
  await page.goto('/livres');
  await page.getByLabel('Ouvrir un livre de cet appareil').setInputFiles(file);
  await opened(page);
}
/** Where the reader is: per cent and pages left, without the time left, which follows the reader's pace. */
const where = async (page: Page): Promise<string> =>
  (await page.getByRole('navigation', { name: 'Tourner les pages' }).innerText()).replace(/ · encore.*/, '');
const expectMoved = (page: Page, from: string) => expect.poll(() => where(page)).not.toBe(from);

test('B6: a book from a file is read on with the server gone, and after a kill at the same page', async ({
  installation,
  link,
  phone,
}) => {
  const novel = realBook('flaubert-madame-bovary') ?? madeBook('Les jardins du soir', [1, 2, 3, 4].map(chapter));
  test.info().annotations.push({ type: 'book', description: novel.name });
  await signIn(phone.page, await installation.person());
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  const { page } = phone;
  await page.goto('/lire');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByLabel('Ouvrir un livre de cet appareil').setInputFiles(novel);
  await opened(page);
  await shellCached(page);
  link.down();
  await expect.poll(() => placeOf(page)).not.toBeNull();
  await listenToKept(page);
  const places = new Set<string>();
  for (let n = 0; n < 6; n++) {
    const before = await placeOf(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => placeOf(page)).not.toBe(before);
    places.add((await placeOf(page)) ?? '');
  }
  expect(places.size).toBe(6);
  // The cover comes first: every other page has text, so a place without text is none of a page that was shown.
  expect((await keptPlaces(page)).filter((kept) => !kept.includes(','))).toEqual([]);
  const [at, place, address] = [await where(page), await placeOf(page), page.url()];
  await phone.kill();
  await phone.reopen();
  await phone.page.goto(address);
  await opened(phone.page);
  await expect.poll(() => where(phone.page)).toBe(at);
  expect(await placeOf(phone.page)).toBe(place);
});

declare global {
  /** Every place that was kept since `listenToKept`. */
  var kept: string[];
}
const listenToKept = (page: Page) =>
  page.evaluate(() => {
    globalThis.kept = [];
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value: { at?: unknown }, ...key) {
      if (this.name === 'books') globalThis.kept.push(String(value.at));
      return put.call(this, value, ...key);
    };
  });
const keptPlaces = (page: Page): Promise<string[]> => page.evaluate(() => globalThis.kept);

/** The place that the device keeps for the only book. */
const placeOf = (page: Page): Promise<string | null> =>
  page.evaluate(
    () =>
      new Promise<string | null>((done) => {
        const opening = indexedDB.open('egoejo-books');
        opening.addEventListener('success', () => {
          const all = opening.result.transaction('books').objectStore('books').getAll();
          all.addEventListener('success', () => {
            opening.result.close();
            done(all.result[0]?.at ?? null);
          });
        });
      }),
  );

test('B6: a note opens in a sheet; search marks its passage; sheets and text are clean for screen readers @long', async ({
  installation,
  phone: { page },
}) => {
  await signIn(page, await installation.person());
  const note =
    '<p>Une phrase<a epub:type="noteref" href="#n1">1</a> et la suite.</p>' +
    '<aside epub:type="footnote" id="n1"><p>Ce que dit la <em>note</em>.</p></aside>';
  await open(page, madeBook('Notes', [note + paragraph.repeat(80), `<p>Un éléphant passe.</p>`]));
  const before = await where(page);
  await textOf(page)?.getByRole('link', { name: '1' }).click();
  await expect(page.getByRole('dialog', { name: 'Note' })).toContainText('Ce que dit la note.');
  await page.keyboard.press('Escape');
  expect(await where(page)).toBe(before);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Chercher dans le livre' }).click();
  await page.getByRole('searchbox').fill('elephant');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Un éléphant passe.' }).click();
  await expect.poll(() => where(page)).toContain('100');
  await page.getByRole('button', { name: 'Sommaire' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Chapitre 1' }).click();
  await expect.poll(() => where(page)).toBe(before);
  await page.getByRole('button', { name: 'Présentation' }).click();
  await expectAccessible(page);
});

test('B6: a right-to-left book turns to the left @long', async ({ installation, phone: { page } }) => {
  const arabic =
    realBook('books/regime-anticancer-arabic') ??
    madeBook('كتاب', [`<p>${'هذه الجملة طويلة بعض الشيء. '.repeat(200)}</p>`], { language: 'ar', rtl: true });
  await signIn(page, await installation.person());
  await open(page, arabic);
  const first = await where(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expectMoved(page, first);
  const second = await where(page);
  // A tap at the left edge goes on, one at the right edge goes back.
  await page.touchscreen.tap(20, 400);
  await expectMoved(page, second);
  await page.touchscreen.tap(340, 400);
  await expect.poll(() => where(page)).toBe(second);
});

const evil = 'https://evil.example';
const hostile =
  `<script>top.taken = 1</script><script src="${evil}/x.js"></script>` +
  `<p id="words" onclick="top.taken = 1">Le texte reste.</p><img src="${evil}/x.png" onerror="top.taken = 1" alt=""/>` +
  `<img src="absent.png" onerror="top.taken = 1" alt=""/><iframe src="${evil}"></iframe>` +
  `<form action="${evil}"><button>Envoyer</button></form><object data="${evil}/x.swf"></object>` +
  `<a id="js" href="javascript:top.taken=1">lien</a><div style="background:url(${evil}/b.png)">fond</div>` +
  `<style>@import "${evil}/s.css"; @font-face { font-family: x; src: url(${evil}/f.woff) }</style>` +
  '<style>p { font-family: x }</style>' +
  `<svg xmlns="http://www.w3.org/2000/svg"><script>top.taken = 1</script><image href="${evil}/i.png"/></svg>` +
  `<meta http-equiv="refresh" content="0;url=${evil}"/>`;

test('B3: a hostile book runs nothing and asks for nothing; its text stays', async ({ installation, phone }) => {
  const { page } = phone;
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/evil|example\.|idpf|w3\.org|gutenberg/.test(request.url())) asked.push(request.url());
  });
  await signIn(page, await installation.person());
  const real = ['hostile/epub-test', 'books/trees', 'w3c/scr-support', 'w3c/sec-untrusted-consent_network'];
  const books = [madeBook('Hostile', [hostile]), ...real.map(realBook).filter((b) => b !== null)];
  for (const book of books) {
    await open(page, book);
    const text = textOf(page);
    expect((await text?.locator('body').innerText())?.trim(), book.name).not.toBe('');
    expect(await text?.locator('script, iframe, form, object, [onclick], [onerror]').count(), book.name).toBe(0);
    for (let n = 0; n < 3; n++) await page.keyboard.press('PageDown');
    expect(await page.evaluate(() => 'taken' in window), book.name).toBe(false);
  }
  await open(page, madeBook('Hostile', [hostile]));
  await page.keyboard.press('Home');
  await textOf(page)?.getByText('Le texte reste.').click();
  expect(await page.evaluate(() => 'taken' in window)).toBe(false);
  // The second wall: what no cleaning took out would not run in that page either. The browser says so.
  phone.console.expect(/Blocked script execution|Content Security Policy/);
  await textOf(page)?.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'top.taken = 1';
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'taken' in window)).toBe(false);
  expect(asked).toEqual([]);
});

test('B3: a file that is no book, or half of one, is refused in words, and nothing is kept @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto('/livres');
  const good = madeBook('Bon', [paragraph]).buffer;
  const files: [string, Buffer, RegExp][] = [
    ['photo', Buffer.from('\u0089PNG and so on'), /Ce n’est pas un fichier EPUB/],
    ['coupe', good.subarray(0, good.length - 40), /Il manque la fin du fichier/],
    ['chemin', madeBook('Chemin', [paragraph], { more: { '../x': 'y' } }).buffer, /nom de fichier interdit/],
  ];
  for (const [name, buffer, words] of files) {
    await page
      .getByLabel('Ouvrir un livre de cet appareil')
      .setInputFiles({ name: `${name}.epub`, mimeType: 'application/epub+zip', buffer });
    await expect(page.getByRole('alert')).toContainText(words);
    await expect(page.getByRole('alert')).toContainText('Rien n’a été gardé.');
  }
  expect(await placeOf(page)).toBeNull();
  expect(await stored(page, awa.id, 'outbox')).toEqual([]);
  await expect(page.getByText('Aucun livre sur cet appareil')).toBeVisible();
});
