/** Badges of a reader: expected without a network, given once the server has said so. */
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** The member read on that many days in a row, up to yesterday. */
const daysOfReading = (db: Database, member: string, n: number) =>
  db.query(
    `select reading_event_tell($1, bump_member($1), 'day', day::text, day, now())
      from (select (now() at time zone 'UTC')::date - n as day from generate_series(1, $2) n) d`,
    [member, n],
  );

test('B14: a badge is expected without a network, and given once the server has said so', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db } = installation;
  const awa = await installation.person();
  await daysOfReading(db, awa.id, 9);
  const pages = ['<p>Il pleut sur la citerne.</p>', '<p>Puis le soleil.</p>'];
  const story = await installation.story({ title: 'La citerne', words: 2, pages });
  await signIn(page, awa);
  await page.goto('/lire');
  await page.getByRole('link', { name: 'Mes badges' }).click();
  const given = page.getByRole('list', { name: 'Obtenus' }).getByRole('listitem');
  const expected = page.getByRole('list', { name: 'Attendus' }).getByRole('listitem');
  await expect(given.getByText('7 jours de suite')).toBeVisible();
  await expect(page.getByText('9 points', { exact: true })).toBeVisible();
  await page.goto(`/lire/${story}`);
  await expect(page.getByText('Il pleut sur la citerne.')).toBeVisible();
  await page.getByRole('button', { name: 'Retour' }).click();
  await shellCached(page);
  await syncIdle(page, awa.id, link);

  link.down();
  await page.goto(`/lire/${story}`);
  await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByText('Lecture gardée sur cet appareil')).toBeVisible();
  await page.goto('/lire/badges');
  await expect(expected.getByText('Première lecture finie')).toBeVisible();
  await expect(expected.getByText('10 jours de lecture')).toBeVisible();
  await expect(page.getByText('11 points attendus')).toBeVisible();
  await expect(given).toHaveCount(1);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('expected.png'), fullPage: true });

  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(given.getByText('Première lecture finie')).toBeVisible();
  await expect(given).toHaveCount(3);
  await expect(expected).toHaveCount(0);
  await expect(page.getByText('20 points', { exact: true })).toBeVisible();
  await page.reload();
  await expect(given).toHaveCount(3);
});
