/**
 * Reading: downloaded with its size said first, read to the end without a network, harvested once; places kept; links
 * fetched.
 */
import { tapTwice } from '../../support/page/double-tap.ts';
import { createServer, type Server } from 'node:http';
import { expect, shellCached, signIn, stored, test, walletOf } from '../../support/shared-server.ts';

const paragraph = '<p>Le vent du soir passe sur les jardins, et la terre se souvient de la pluie.</p>';
/** About 40 KB a page: as long as a chapter. */
const chapter = paragraph.repeat(500);

test('R5: a story is downloaded with progress, read offline to its end, and harvests once received', async ({
  installation,
  link,
  phone: { page },
}) => {
  const story = await installation.story({
    title: 'Les jardins du soir',
    words: 30,
    pages: [chapter, chapter, '<p>La dernière page, et la pluie.</p>'],
  });
  const kept = await installation.story({ title: 'Le puits déjà là', words: 20, pages: [chapter] });
  const awa = await installation.person();
  await signIn(page, awa);
  // The shorter story is the suggested one, so it is downloaded before it is opened. The other one is not.
  await expect.poll(async () => (await stored(page, awa.id, 'texts')).map((text) => text['id'])).toEqual([kept]);
  // As slow as a bad evening, so that there is progress to see; the whole is fetched compressed.
  link.set({ kbits: 60, latencyMs: 100 });
  await page.goto(`/lire/${story}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Les jardins du soir' })).toBeVisible();
  const offer = page.getByRole('button', { name: /^Télécharger \(/ });
  const progress = page.getByRole('progressbar', { name: /^Téléchargement/ });
  await expect(offer.or(progress).or(page.getByText('Le vent du soir').first())).toBeVisible();
  if (await offer.isVisible()) await offer.click();
  link.set({ kbits: Infinity, latencyMs: 0 });
  await expect(page.getByText('Le vent du soir').first()).toBeVisible();
  await shellCached(page);
  link.down();
  await page.reload();
  await expect(page.getByText('Le vent du soir').first()).toBeVisible();
  for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByText('La dernière page, et la pluie.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Fin de l’histoire' })).toBeVisible();
  // Nothing to press: the end finishes the reading, and says honestly that it waits.
  await expect(page.getByText('Lecture gardée sur cet appareil')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Fin de l’histoire' }).getByText('en attente')).toBeVisible();
  await expect(page.getByText('10 grains récoltés')).toHaveCount(0);
  // Without a network, a next text that is on this device.
  await expect(page.getByRole('link', { name: /^Ensuite : « Le puits déjà là »/ })).toBeVisible();
  expect(await walletOf(installation.db, awa.id)).toBe(0);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('10 grains récoltés').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Les planter' })).toHaveAttribute('href', '/projets');
  expect(await walletOf(installation.db, awa.id)).toBe(10);
  await page.reload();
  await expect(page.getByText('Histoire lue : 10 grains récoltés.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Terminer/ })).toHaveCount(0);
  await page.goto('/lire');
  for (const list of ['Mon étagère', 'Histoires']) {
    const row = page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: 'Les jardins du soir' });
    await expect(row.getByText('lu', { exact: true })).toBeVisible();
  }
});

test('the shelf shows first lines instead of credits, the member’s language first; credits stand in the text @long', async ({
  installation,
  phone: { page },
}) => {
  const french = await installation.story({
    title: 'Zoé et la source',
    words: 40,
    pages: ['<h1>Zoé et la source</h1><p>La source <em>parlait</em> tout bas &amp; loin.</p>'],
  });
  const other = await installation.story({ title: 'A spring', words: 40, pages: ['<p>It spoke.</p>'] });
  await installation.db.query(`update story set language = 'en', authors = 'Text: Nous' where id = $1`, [other]);
  await installation.db.query(`update story set authors = 'Text: Nous' where id = $1`, [french]);
  await signIn(page, await installation.person());
  await page.goto('/lire');
  const rows = page.getByRole('list', { name: 'Histoires' }).getByRole('listitem');
  const row = rows.filter({ hasText: 'Zoé et la source' });
  await expect(row).toContainText('La source parlait tout bas & loin.');
  await expect(row).not.toContainText('CC BY');
  const languages = (await rows.allInnerTexts()).map((text) => /français|anglais/.exec(text)?.[0] ?? 'autre');
  expect(languages).toContain('anglais');
  expect(languages.indexOf('français')).toBe(0);
  expect(languages.lastIndexOf('français')).toBe(languages.filter((l) => l === 'français').length - 1);
  await page.getByRole('link', { name: 'Zoé et la source' }).click();
  await expect(page.getByText('Texte : Nous · CC BY 4.0')).toBeVisible();
});

test('S27: the reading position survives a killed browser; another device is asked once where to continue @long', async ({
  installation,
  anotherDevice,
  phone,
}) => {
  const story = await installation.story({
    title: 'La longue marche',
    words: 4000,
    pages: [chapter, chapter, chapter, chapter],
  });
  const awa = await installation.person();
  await signIn(phone.page, awa);
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto(`/lire/${story}`);
  const download = phone.page.getByRole('button', { name: /^Télécharger \(/ });
  await expect(download.or(phone.page.getByText('Le vent du soir').first())).toBeVisible();
  if (await download.isVisible()) await download.click();
  await expect(phone.page.getByRole('article', { name: 'page 1 sur 4' })).toBeVisible();
  for (const n of [2, 3]) {
    await phone.page.getByRole('button', { name: 'Page suivante' }).click();
    await expect(phone.page.getByRole('article', { name: `page ${n} sur 4` })).toBeVisible();
  }
  await expect
    .poll(async () =>
      (await installation.db.query<{ page: number }>('select page from position where member = $1', [awa.id])).map(
        (p) => p.page,
      ),
    )
    .toEqual([2]);
  await expect
    .poll(async () =>
      (await stored(phone.page, awa.id, 'drafts')).some(
        (d) => d['name'] === `reader:${story}` && Number(Reflect.get(Object(d['value']), 'at')) > 5000,
      ),
    )
    .toBe(true);
  await phone.kill();
  await phone.reopen();
  await phone.page.goto(`/lire/${story}`);
  await expect(phone.page.getByRole('article', { name: 'page 3 sur 4' })).toBeVisible();

  const second = await anotherDevice();
  await signIn(second.page, awa);
  await second.page.goto(`/lire/${story}`);
  const again = second.page.getByRole('button', { name: /^Télécharger \(/ });
  const asked = second.page.getByRole('dialog', { name: 'Où continuer ?' });
  await expect(again.or(asked)).toBeVisible();
  if (await again.isVisible()) await again.click();
  await asked.getByRole('button', { name: 'Rester ici' }).click();
  await expect(asked).toBeHidden();
  await expect
    .poll(async () =>
      (await stored(second.page, awa.id, 'drafts')).some((d) => Number(Reflect.get(Object(d['value']), 'asked')) > 0),
    )
    .toBe(true);
  await expect(second.page.getByRole('article', { name: 'page 1 sur 4' })).toBeVisible();
  await second.page.reload();
  await expect(second.page.getByRole('article', { name: 'page 1 sur 4' })).toBeVisible();
  await expect(asked).toHaveCount(0);
  await phone.page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(phone.page.getByRole('article', { name: 'page 4 sur 4' })).toBeVisible();
  await expect(phone.page.getByText('Reconnectez')).toHaveCount(0);
  await expect
    .poll(
      async () =>
        (
          await installation.db.query<{ page: number }>('select max(page) as page from position where member = $1', [
            awa.id,
          ])
        )[0]!.page,
    )
    .toBe(3);
  await second.page.evaluate(() => dispatchEvent(new Event('online')));
  await asked.getByRole('button', { name: /^Continuer à/ }).click();
  await expect(second.page.getByRole('article', { name: 'page 4 sur 4' })).toBeVisible();
});

test.describe('links', () => {
  let site: Server;
  let address: string;
  const words =
    'Les abeilles noires reviennent au rucher quand la haie fleurit, et le village apprend à compter les ' +
    'saisons avec elles. ';
  test.beforeAll(async () => {
    site = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="fr"><title>Les abeilles noires</title>
        <body><nav>menu</nav><article><h1>Les abeilles noires</h1>
        ${`<p>${words.repeat(4)}</p>`.repeat(6)}<img src="https://ailleurs.example/mouchard.png">
        <script>document.title = 'pris'</script></article></body></html>`);
      request.resume();
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const at = site.address();
    address = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  });
  test.afterAll(() => {
    site.closeAllConnections();
    site.close();
  });

  test('a link queued offline is fetched by the server and read offline, without its trackers; a private one shows why not', async ({
    installation,
    link,
    phone: { page },
  }) => {
    const awa = await installation.person();
    await signIn(page, awa);
    await page.goto('/lire');
    await shellCached(page);
    link.down();
    await page.reload();
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    const add = async (url: string) => {
      await page.getByLabel('Ajouter un article par son lien').fill(url);
      await tapTwice(page.getByRole('button', { name: 'Ajouter le lien' }));
      await expect(page.getByLabel('Ajouter un article par son lien')).toHaveValue('');
    };
    await page.getByLabel('Ajouter un article par son lien').fill('pas un lien');
    await page.getByRole('button', { name: 'Ajouter le lien' }).click();
    await expect(page.getByText('Ce lien n’est pas une adresse web.')).toBeVisible();
    await add(`${address}/abeilles`);
    await add('http://192.168.1.1/secrets');
    // A double tap adds one text, and is no fault.
    await expect(page.getByText('Ce lien n’est pas une adresse web.')).toHaveCount(0);
    expect((await stored(page, awa.id, 'outbox')).length).toBe(2);
    link.up();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const items = page.getByRole('list', { name: 'Mon étagère' }).getByRole('listitem');
    await expect(items.filter({ hasText: 'Ce site est injoignable, ou n’est pas public.' })).toBeVisible();
    await expect(items.filter({ hasText: 'Les abeilles noires' })).toBeVisible();
    await page.getByRole('link', { name: 'Les abeilles noires' }).click();
    await expect(page.getByRole('article').getByText('reviennent au rucher').first()).toBeVisible();
    link.down();
    await page.reload();
    const text = page.getByRole('article');
    await expect(text.getByText('reviennent au rucher').first()).toBeVisible();
    await expect(text.locator('img, script')).toHaveCount(0);
  });
});

test('a text is light, dark or sepia as its reader chose, whatever the app is @long', async ({
  installation,
  phone: { page },
}, info) => {
  const story = await installation.story({ title: 'Le soir', words: 30, pages: ['<p>Le vent du soir.</p>'] });
  await signIn(page, await installation.person());
  await page.goto(`/lire/${story}`);
  const text = page.getByText('Le vent du soir.');
  const colours = (): Promise<string> =>
    text.evaluate((e) => {
      const around = e.closest('[data-at]')!;
      return `${getComputedStyle(e).color} ${getComputedStyle(around).backgroundColor}`;
    });
  const seen = new Map<string, string>();
  for (const colour of ['Clair', 'Sombre', 'Sépia']) {
    await page.getByRole('button', { name: 'Taille et couleurs' }).click();
    await page.getByRole('radio', { name: colour }).check();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    seen.set(colour, await colours());
    await page.screenshot({ path: info.outputPath(`${colour}.png`) });
  }
  expect(seen.get('Clair')).toBe('rgb(31, 42, 30) rgb(250, 247, 240)');
  expect(seen.get('Sombre')).toBe('rgb(234, 238, 228) rgb(18, 23, 17)');
  expect(seen.get('Sépia')).toBe('rgb(51, 40, 26) rgb(243, 231, 207)');
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await colours()).toBe(seen.get('Sépia'));
});
