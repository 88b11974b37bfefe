/** Podcasts: added without a network, followed, an episode prepared and heard by its chapters, lists of other apps. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { feedOf, serveFeeds } from '@egoejo/server/testing/shows.ts';
import { named, online, PREPARED_MS, preparesSounds, tone } from '../../support/sounds.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, test as base } from '../../support/shared-server.ts';

/** Another server, with a podcast of three episodes; the sound of the first one is gone. */
const test = base.extend<{ podcast: Awaited<ReturnType<typeof serveFeeds>> }>({
  podcast: async ({}, use) => {
    const podcast = await serveFeeds();
    const { answers, origin } = podcast;
    const chapters = ['00:00:00" title="Le puits', '00:00:09" title="La corde']
      .map((chapter) => `<psc:chapter start="${chapter}"/>`)
      .join('');
    const feed = feedOf(origin, 3, '<description>Des contes du soir.</description>').replace(
      '<guid>conte-2</guid>',
      `<guid>conte-2</guid><psc:chapters xmlns:psc="http://podlove.org/simple-chapters">${chapters}</psc:chapters>`,
    );
    answers['/feed'] = (_request, response) => response.end(feed);
    for (const n of [2, 3, 4]) answers[`/${n}.mp3`] = (_request, response) => response.end(tone(20, 300 + n * 100));
    await use(podcast);
    podcast.close();
  },
});
test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const episode = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Épisodes' }).getByRole('article').filter({ hasText: title });

/** Adds the podcast for the members of the community; its page is open then. */
async function add(page: Page, feed: string): Promise<void> {
  await page.getByRole('link', { name: 'Ajouter une émission' }).click();
  await page.getByLabel('Adresse du podcast').fill(feed);
  await page.getByLabel('Une communauté').check();
  await page.getByRole('button', { name: 'Ajouter l’émission' }).click();
}

test('L7: a podcast is added without a network, read by the server, and an episode is prepared and heard by chapters', async ({
  installation,
  link,
  phone,
  anotherDevice,
  podcast,
}, info) => {
  // The server fetches and prepares a sound meanwhile.
  test.slow();
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  const { page: host } = phone;
  const { page: guest } = await anotherDevice();
  await signIn(host, awa);
  await host.goto('/ecouter');
  await shellCached(host);
  await allSent(host, awa.id, link);

  link.down();
  await host.getByRole('link', { name: 'Ajouter une émission' }).click();
  await host.getByLabel('Adresse du podcast').fill('une adresse');
  await host.getByRole('button', { name: 'Ajouter l’émission' }).click();
  await expect(host.getByText('Ce n’est pas une adresse du web.')).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('adding.png'), fullPage: true });
  await host.goBack();
  await add(host, `${podcast.origin}/feed`);
  await expect(host.getByText('Le serveur va lire cette émission.', { exact: false })).toBeVisible();
  await expectAccessible(host);
  link.up();
  await online(host);
  await allSent(host, awa.id, link);
  await expect(host.getByRole('heading', { name: 'Contes', level: 1 })).toBeVisible();
  await expect(host.getByText('Des contes du soir.')).toBeVisible();
  await expect(host.getByRole('list', { name: 'Épisodes' }).getByRole('heading')).toHaveText([
    'Épisode 3',
    'Épisode 2',
    'Épisode 1',
  ]);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('show.png'), fullPage: true });
  // What fails says why, and can be asked for again.
  await host.getByRole('button', { name: 'Préparer cet épisode : Épisode 1' }).click();
  await expect(host.getByRole('button', { name: 'Réessayer : Épisode 1' })).toBeVisible();
  await expect(episode(host, 'Épisode 1')).toContainText('n’a pas pu être téléchargé');
  await expectAccessible(host);

  await signIn(guest, moussa);
  await guest.goto('/ecouter/emissions');
  await expectAccessible(guest);
  await guest.getByRole('link', { name: 'Contes' }).click();
  await guest.getByRole('switch', { name: 'Suivre' }).click();
  await guest.getByRole('button', { name: 'Préparer cet épisode : Épisode 2' }).click();
  await expect(episode(guest, 'Épisode 2').getByText('en préparation')).toBeVisible();
  await allSent(guest, moussa.id, link);
  if (!preparesSounds(info)) return;
  const play = guest.getByRole('button', { name: 'Écouter : Épisode 2' });
  await expect(play).toBeVisible({ timeout: PREPARED_MS });
  await episode(guest, 'Épisode 2').getByText('2 chapitres').click();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('ready.png'), fullPage: true });
  await guest.getByRole('button', { name: 'La corde' }).click();
  const bar = guest.getByRole('region', { name: 'Ce que vous écoutez' });
  await expect(bar.getByRole('button', { name: 'Pause : Épisode 2' })).toBeVisible();
  await expect(guest.getByRole('button', { name: 'La corde' })).toHaveAttribute('aria-current', 'true');
  await bar.getByRole('link', { name: 'Épisode 2' }).click();
  const slider = guest.getByRole('slider');
  await expect.poll(async () => Number(await slider.getAttribute('aria-valuenow'))).toBeGreaterThan(8);
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('player.png'), fullPage: true });

  await host.getByText('Partager ou retirer').click();
  await host.getByRole('button', { name: 'Retirer l’émission' }).click();
  await expectAccessible(host);
  await host.getByRole('dialog').getByRole('button', { name: 'Retirer l’émission' }).click();
  await allSent(host, awa.id, link);
  await guest.goto('/ecouter/emissions');
  await expect(guest.getByRole('heading', { name: 'Aucune émission pour l’instant' })).toBeVisible();
});

test('L7: shows come from another app and leave for one as OPML; new episodes are taken along', async ({
  installation,
  link,
  phone: { page },
  podcast: { answers, origin },
}, info) => {
  test.slow();
  const { db, server } = installation;
  const awa = await named(installation, 'Awa Diop');
  await signIn(page, awa);
  await page.goto('/ecouter');
  await add(page, `${origin}/feed`);
  await expect(page.getByRole('heading', { name: 'Contes', level: 1 })).toBeVisible();
  await page.getByRole('switch', { name: 'Suivre' }).click();
  await page.getByRole('switch', { name: 'Emporter les nouveaux épisodes en Wi-Fi' }).click();
  await allSent(page, awa.id, link);

  await page.goto('/ecouter/emissions/ajouter');
  await page.getByLabel('Adresse du podcast').fill(`${origin}/feed`);
  await page.getByRole('button', { name: 'Ajouter l’émission' }).click();
  await expect(page.getByText('Vous avez déjà ajouté cette émission : Contes.')).toBeVisible();
  const opml = `<opml version="2.0"><body><outline text="Contes" xmlUrl="${origin}/feed"/>
    <outline text="Récits" xmlUrl="${origin}/autre"/></body></opml>`;
  const file = { name: 'abonnements.opml', mimeType: 'text/x-opml', buffer: Buffer.from(opml) };
  await page.getByLabel('Choisir un fichier OPML').setInputFiles(file);
  await expect(page.getByText('1 émission est déjà à vous')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Récits' })).toBeChecked();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('import.png'), fullPage: true });
  await page.getByRole('button', { name: 'Ajouter cette émission' }).click();
  await allSent(page, awa.id, link);
  await expect(page.getByText('lecture impossible')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('shows.png'), fullPage: true });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exporter mes émissions' }).click();
  const saved = await readFile(await (await saving).path(), 'utf8');
  expect([saved.includes(`${origin}/feed"`), saved.includes(`${origin}/autre"`)]).toEqual([true, true]);
  if (!preparesSounds(info)) return;

  // Without a date, an episode came out when it was read first.
  const feed = feedOf(origin, 4).replace(/(conte-4<\/guid>\s*)<pubDate>[^<]*<\/pubDate>/, '$1');
  answers['/feed'] = (_request, response) => response.end(feed);
  await db.query('update show_feed set due_at = now()');
  await server.stop();
  await server.start();
  await page.goto('/ecouter');
  await expect(page.getByRole('list', { name: 'Émissions' })).toContainText('Épisode 4', { timeout: PREPARED_MS });
  await expect(page.getByRole('article').filter({ hasText: 'Épisode 4' })).toContainText('sur cet appareil', {
    timeout: PREPARED_MS,
  });
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('along.png'), fullPage: true });
  await page.goto('/moi/donnees');
  await expect(page.getByRole('list', { name: 'Sons emportés' })).toContainText('Contes');
});
