/** Challenges and leaderboards on two phones: made without a network, joined, expected, reached, refused, left. */
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

// The days and weeks of the server: in Paris the next week has begun in the last hour of its Sunday.
test.use({ deviceOptions: { viewport: { width: 360, height: 740 }, timezoneId: 'UTC' } });

/** The day that many days from now, as a field of days has it. */
const inDays = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
/** The challenge has begun, and a device that was away does not know it. */
const begin = (db: Database, title: string) =>
  db.query(`update challenge set starts = current_date - 1 where title = $1`, [title]);

test('B14: a challenge is made without a network, joined by another member, reached by reading, and then stays as it is', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const pages = ['<p>Il pleut sur la citerne.</p>', '<p>Puis le soleil.</p>'];
  const story = await installation.story({ title: 'La citerne', words: 2, pages });
  const { page: host } = phone;
  await signIn(host, awa);
  await host.goto('/lire');
  await host.getByRole('link', { name: 'Défis de lecture' }).click();
  await expect(host.getByText('Aucun défi en cours')).toBeVisible();
  await host.screenshot({ path: info.outputPath('empty.png'), fullPage: true });
  await host.getByRole('link', { name: 'Lancer un défi' }).click();
  await host.getByRole('button', { name: 'Lancer le défi' }).click();
  await expect(host.getByText('Donnez un titre.')).toBeVisible();
  await expectAccessible(host);
  await shellCached(host);
  await syncIdle(host, awa.id, link);

  link.down();
  await host.getByLabel('Titre').fill('Un texte chacun');
  await host.getByLabel('Pour qui').selectOption(installation.community);
  await host.getByLabel('Combien').fill('1');
  await host.getByLabel('Premier jour').fill(inDays(2));
  await host.getByLabel('Dernier jour').fill(inDays(9));
  await host.screenshot({ path: info.outputPath('form.png'), fullPage: true });
  await host.getByRole('button', { name: 'Lancer le défi' }).click();
  await expect(host.getByRole('heading', { name: 'Un texte chacun' })).toBeVisible();
  await expect(host.getByText('en attente', { exact: true }).first()).toBeVisible();
  await host.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  await expectAccessible(host);
  link.up();
  await host.evaluate(() => dispatchEvent(new Event('online')));
  await expect(host.getByText('en attente', { exact: true })).toHaveCount(0);
  await allSent(host, awa.id, link);

  // What the device still takes for a challenge to come has begun: a change is refused with its reason.
  await host.getByRole('link', { name: 'Changer le défi' }).click();
  await host.getByLabel('Combien').fill('2');
  await begin(db, 'Un texte chacun');
  await host.getByRole('button', { name: 'Enregistrer les changements' }).click();
  await expect(host.getByText('refusé : ce défi a déjà commencé, il ne change plus.').first()).toBeVisible();
  await host.screenshot({ path: info.outputPath('refused.png'), fullPage: true });

  const { page: guest, console: said } = await anotherDevice();
  // The browser itself reports what failed on a link that was away.
  said.expect(/net::ERR/);
  await signIn(guest, moussa);
  await guest.goto(`/lire/${story}`);
  await expect(guest.getByText('Il pleut sur la citerne.')).toBeVisible();
  await guest.goto('/lire/defis');
  await guest.getByRole('link', { name: 'Un texte chacun' }).click();
  await guest.getByRole('button', { name: 'Participer', exact: true }).click();
  await expect(guest.getByText('reçu', { exact: true })).toBeVisible();
  await shellCached(guest);
  await syncIdle(guest, moussa.id, link);
  link.down();
  await guest.goto(`/lire/${story}`);
  await guest.getByRole('button', { name: 'Page suivante' }).click();
  await expect(guest.getByText('Lecture gardée sur cet appareil')).toBeVisible();
  await guest.goto('/lire/defis');
  const mine = guest.getByRole('list', { name: 'Mes défis' }).getByRole('listitem');
  await expect(mine.getByText('+ 1 attendu')).toBeVisible();
  await expect(mine.getByText('Réussite attendue')).toBeVisible();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('expected.png'), fullPage: true });
  link.up();
  await guest.evaluate(() => dispatchEvent(new Event('online')));
  await expect(mine.getByText('Réussi', { exact: true })).toBeVisible();
  await expect(mine.getByText('+ 1 attendu')).toHaveCount(0);

  await guest.getByLabel('Pseudonyme').fill('Étoile du puits');
  await guest.getByRole('button', { name: 'Paraître au classement' }).click();
  await expect(guest.getByRole('row', { name: 'Étoile du puits' }).getByText('Vous')).toBeVisible();
  await expect(guest.getByRole('row', { name: 'Étoile du puits' }).getByText('11')).toBeVisible();
  await guest.screenshot({ path: info.outputPath('leaderboard.png'), fullPage: true });
  await guest.goto('/notifications');
  await expect(guest.getByRole('link', { name: 'Défi réussi : « Un texte chacun »' })).toBeVisible();

  await host.goto(`/communautes/${installation.community}`);
  await host.getByRole('link', { name: 'Défis et classement' }).click();
  const line = host.getByRole('row', { name: 'Étoile du puits' });
  await expect(line.getByText('11')).toBeVisible();
  await expect(line.getByText('Vous')).toHaveCount(0);
  await host.getByLabel('Pseudonyme').fill('ÉTOILE du puits');
  await host.getByRole('button', { name: 'Paraître au classement' }).click();
  await expect(host.getByText('refusé : quelqu’un porte déjà ce pseudonyme ici.')).toBeVisible();
  await host.setViewportSize({ width: 1280, height: 800 });
  await host.emulateMedia({ colorScheme: 'dark' });
  await host.screenshot({ path: info.outputPath('wide.png'), fullPage: true });

  await guest.goto('/lire/defis');
  await guest.getByRole('button', { name: 'Sortir du classement' }).click();
  await expect(guest.getByRole('row', { name: 'Étoile du puits' })).toHaveCount(0);
  await expect(guest.getByText('reçu', { exact: true })).toBeVisible();
  await syncIdle(guest, moussa.id, link);
  expect(await db.query(`select from leaderboard_place where pseudonym = 'Étoile du puits'`)).toEqual([]);
});
