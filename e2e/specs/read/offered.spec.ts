/** Texts that the app offers open without a network. A text that is not on the device says so. */
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import type { Page } from '@playwright/test';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const online = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));
const rowOf = (page: Page, title: string, list: string) =>
  page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: title });
const onShelf = (page: Page, title: string) => rowOf(page, title, 'Mon étagère');

test('what Accueil and À lire offer opens with the server gone; a text that is not here says so and comes later', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db } = installation;
  const story = (title: string, words: number) =>
    installation.story({ title, words, pages: [`<p>Ici commence : ${title}.</p>`] });
  const short = await story('La plus courte', 10);
  const queued = await story('La citerne', 5000);
  await story('Le marché lointain', 6000);
  const awa = await installation.person(20);
  await db.query(
    `insert into reading_item (member, id, story, title, licence, words, bytes, state)
      values ($1, gen_random_uuid(), $2, 'La citerne', 'CC BY 4.0', 5000, 40, 'ready')`,
    [awa.id, queued],
  );
  await signIn(page, awa);
  await page.goto('/lire');
  await expect(onShelf(page, 'La citerne').getByText('téléchargé')).toBeVisible();
  expect(link.requests.filter((r) => r.path.endsWith('/text'))).toHaveLength(1);
  await shellCached(page);

  link.down();
  await page.goto('/');
  await page.getByRole('link', { name: 'La citerne' }).click();
  await expect(page.getByText('Ici commence : La citerne.')).toBeVisible();
  await page.goto('/lire');
  const far = rowOf(page, 'Le marché lointain', 'Histoires');
  await expect(far.getByText('pas sur cet appareil')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('shelf.png') });
  await far.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Ce texte n’est pas sur cet appareil' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'À lire ici, sans réseau' }).getByRole('link')).toHaveText([
    'La citerne',
  ]);
  await page.screenshot({ path: info.outputPath('not-here.png') });

  // Queued without a network, it comes when there is one.
  await page.goto('/lire');
  await page.getByRole('button', { name: 'Actions pour Le marché lointain' }).click();
  await page.getByRole('button', { name: 'Ajouter à « À lire »' }).click();
  const added = onShelf(page, 'Le marché lointain');
  await expect(added.getByText('pas sur cet appareil')).toBeVisible();
  link.up();
  await online(page);
  await expect(added.getByText('téléchargé')).toBeVisible();

  // What the member deletes does not come back by itself.
  await onShelf(page, 'La citerne')
    .getByRole('button', { name: /^Actions/ })
    .click();
  await page.getByRole('button', { name: /^Effacer de cet appareil/ }).click();
  await expect(onShelf(page, 'La citerne').getByText('téléchargé')).toHaveCount(0);
  await page.reload();
  const asked = link.requests.length;
  await page.getByRole('button', { name: 'Actions pour La plus courte' }).click();
  await page.getByRole('button', { name: 'Ajouter à « À lire »' }).click();
  await expect(onShelf(page, 'La plus courte').getByText('téléchargé')).toBeVisible();
  const fetched = link.requests.slice(asked).filter((r) => r.path.endsWith('/text'));
  expect(fetched.map((r) => r.path)).toEqual([`/api/public/stories/${short}/text`]);
});
