/** One search over the whole app: offline over this device, online completed by the server, by keyboard. */
import { addCommunity, addProject } from '@egoejo/server/testing/world.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ viewport: { width: 360, height: 740 } });

test('without a network everything on the device is found: a project, a story by a word of its text', async ({
  installation,
  link,
  phone: { page },
}) => {
  const story = await installation.story({
    title: 'Les veilleurs du fleuve',
    words: 30,
    pages: ['<p>La pirogue glissait entre les <em>palétuviers</em> &amp; les hérons.</p>'],
  });
  const project = await installation.project('Réparation de vélos au Busca');
  await signIn(page, await installation.person());
  await page.goto(`/lire/${story}`);
  const offer = page.getByRole('button', { name: /^Télécharger \(/ });
  await expect(offer.or(page.getByText('La pirogue')).first()).toBeVisible();
  if (await offer.isVisible()) await offer.click();
  await expect(page.getByText('La pirogue')).toBeVisible();
  await page.goto('/');
  await page.getByRole('link', { name: 'Chercher partout' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Recherche' })).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await shellCached(page);
  link.down();
  await page.reload();
  await page.getByRole('searchbox').fill('paletuvier');
  const here = page.getByRole('list', { name: 'Résultats sur cet appareil' }).getByRole('listitem');
  await expect(here).toHaveCount(1);
  await expect(here).toContainText('Histoire');
  await expect(here.getByRole('link', { name: 'Les veilleurs du fleuve' })).toBeVisible();
  await expect(here.locator('mark')).toHaveText('palétuviers');
  await expect(page.getByText(/^1 résultat sur cet appareil · \d+ documents parcourus, dont/)).toBeVisible();
  await expect(page.getByText('Hors ligne : seul cet appareil a été parcouru.')).toBeVisible();
  await page.getByRole('searchbox').fill('reparer velos');
  await expect(here.first()).toContainText('Projet');
  await here.first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/projets/${project.id}$`));
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('reparer velos');
  await expect(here.first()).toContainText('Réparation de vélos');
});

test('a device without the code of the search fetches it once the network is back', async ({
  installation,
  link,
  phone: { page },
}) => {
  await installation.project('Toiture du lavoir');
  await signIn(page, await installation.person());
  await page.goto('/projets');
  await shellCached(page);
  const { files } = await page.evaluate(async () => (await (await fetch('/ahead.json')).json()) as { files: string[] });
  link.down();
  await page.evaluate(() => caches.delete('egoejo-lazy'));
  await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
  const started = page.waitForEvent('worker', (one) => one.url().includes('search.worker'));
  await page.getByRole('searchbox').fill('toitur');
  // The browser keeps a failed import in the worker for ever, whoever asked for it.
  const outcomes = await (
    await started
  ).evaluate(
    (all) =>
      Promise.all(
        all.map((file) =>
          import(file).then(
            () => 'loaded',
            () => 'failed',
          ),
        ),
      ),
    files,
  );
  expect(new Set(outcomes)).toEqual(new Set(['failed']));
  link.up();
  await page.getByRole('searchbox').fill('toiture');
  await expect(page.getByRole('link', { name: 'Toiture du lavoir' })).toBeVisible();
});

test('by keyboard: arrows move between the field and the results, Enter opens one @long', async ({
  installation,
  phone: { page },
}) => {
  const first = await installation.project('Belvédère des cigognes');
  await installation.project('Belvédère des cigales et des cigognes blanches');
  await signIn(page, await installation.person());
  await page.goto('/recherche');
  await page.getByRole('searchbox').fill('belvedere cigogne');
  const here = page.getByRole('list', { name: 'Résultats sur cet appareil' }).getByRole('link');
  await expect(here).toHaveCount(2);
  await page.getByRole('searchbox').press('ArrowDown');
  await expect(here.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(here.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/projets/${first.id}$`));
});

test('the server completes what this device does not hold, and nobody finds a private community of others @long', async ({
  installation,
  phone: { page },
}) => {
  await installation.story({
    title: 'La lanterne',
    words: 30,
    pages: ['<p>Un kaléidoscope tournait dans la vitrine.</p>'],
  });
  const closed = await addCommunity(installation.db, 'private');
  await addProject(installation.db, closed, 'Kaléidoscope secret');
  const other = await installation.person();
  await installation.db.query('insert into membership (member, community) values ($1, $2)', [other.id, closed]);
  await signIn(page, await installation.person());
  await page.goto('/recherche?q=kal%C3%A9idoscope');
  await expect(page.getByRole('searchbox')).toHaveValue('kaléidoscope');
  await expect(page.getByRole('heading', { name: '1 de plus sur le serveur' })).toBeVisible();
  const there = page.getByRole('list', { name: 'Résultats sur le serveur' }).getByRole('listitem');
  await expect(there).toHaveCount(1);
  await expect(there).toContainText('La lanterne');
  await expect(page.getByText('Kaléidoscope secret')).toHaveCount(0);
  await there.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: 'La lanterne' })).toBeVisible();
});

test('nothing found is said, on this device and on the server @long', async ({ phone: { page } }) => {
  await page.goto('/recherche');
  await expect(page.getByText('tout ce qui est sur cet appareil')).toBeVisible();
  await page.getByRole('searchbox').fill('xylophone hydraulique');
  await expect(page.getByRole('heading', { name: 'Rien ne correspond' })).toBeVisible();
  await expect(page.getByText('Rien de plus sur le serveur.')).toBeVisible();
  await page.getByRole('button', { name: /Effacer|Vider/ }).click();
  await expect(page.getByRole('heading', { name: 'Même hors ligne' })).toBeVisible();
});
