/**
 * Reading: downloaded with its size said first, read to the end without a network, harvested once; places kept; links
 * fetched.
 */
import { createServer, type Server } from 'node:http';
import { expect, shellCached, signIn, stored, test, walletOf } from '../support/shared-server.ts';

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
  const awa = await installation.person();
  await signIn(page, awa);
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
  await page.getByRole('button', { name: 'Terminer : jusqu’à 10 grains' }).click();
  await expect(page.getByText('Lecture gardée sur cet appareil')).toBeVisible();
  expect(await walletOf(installation.db, awa.id)).toBe(0);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('10 grains récoltés').first()).toBeVisible();
  expect(await walletOf(installation.db, awa.id)).toBe(10);
  await page.reload();
  await expect(page.getByText(/Histoire lue : 10 grains récoltés|Lecture reçue/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Terminer/ })).toHaveCount(0);
  await page.goto('/lire');
  await page
    .getByRole('tab', { name: 'Étagère' })
    .or(page.getByRole('button', { name: 'Étagère' }))
    .first()
    .click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Les jardins du soir' }).getByText('lu', { exact: true }),
  ).toBeVisible();
});

test('S27: the reading position survives a killed browser; another device is asked once where to continue', async ({
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
    await page
      .getByRole('tab', { name: 'Ma file' })
      .or(page.getByRole('button', { name: 'Ma file', exact: true }))
      .first()
      .click();
    const add = async (url: string) => {
      await page.getByLabel('Ajouter un article par son lien').fill(url);
      await page.getByRole('button', { name: 'Ajouter le lien' }).click();
      await expect(page.getByLabel('Ajouter un article par son lien')).toHaveValue('');
    };
    await page.getByLabel('Ajouter un article par son lien').fill('pas un lien');
    await page.getByRole('button', { name: 'Ajouter le lien' }).click();
    await expect(page.getByText('Ce lien n’est pas une adresse web.')).toBeVisible();
    await add(`${address}/abeilles`);
    await add('http://192.168.1.1/secrets');
    expect((await stored(page, awa.id, 'outbox')).length).toBe(2);
    link.up();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const items = page.getByRole('list', { name: 'Ma file' }).getByRole('listitem');
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
