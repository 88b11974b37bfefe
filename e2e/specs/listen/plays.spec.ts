/** What a member hears, on their page and in the figures of who shared it (L8). */
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { expectAccessible } from '../../support/test.ts';
import { named, online, PREPARED_MS, preparesSounds, tone } from '../../support/sounds.ts';
import { allSent, expect, shellCached, signIn, test, type SharedInstallation } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

type Db = SharedInstallation['db'];

/** Shares the tone *Le puits* with the community. */
async function share(page: Page, db: Db, author: string, path: string): Promise<void> {
  await writeFile(path, tone(40));
  await page.goto('/ecouter/ajouter');
  await page.getByLabel('Choisir des fichiers').setInputFiles(path);
  await page.getByLabel('Artistes').fill('Les voisins');
  await page.getByRole('button', { name: 'Ajouter ce son' }).click();
  const state = (): Promise<unknown> =>
    db.query('select state from track where author = $1', [author]).then(([row]) => row?.['state']);
  await expect.poll(state, { timeout: PREPARED_MS }).toBe('ready');
  await page.getByRole('link', { name: 'Le puits' }).click();
  await page.getByLabel('Une communauté').check();
  await page.getByRole('button', { name: 'Enregistrer ce choix' }).click();
}

/** What the server counts every hour, and has who shared the track know. */
async function tell(db: Db, author: string): Promise<void> {
  await db.query(
    `insert into track_figures (member, track, plays, listeners, seconds, curve, days, countries)
      select author, id, 42, 20, 9000, $2::int[],
        jsonb_build_array(jsonb_build_object('day', to_char(now() at time zone 'UTC', 'YYYY-MM-DD'), 'plays', 7)),
        '[{"country": "SN", "listeners": 12}]'
        from track where author = $1
      on conflict (member, track) do update set plays = 42, listeners = 20, seconds = 9000, curve = excluded.curve,
        days = excluded.days, countries = excluded.countries`,
    [author, Array.from({ length: 20 }, (_, i) => 20 - i)],
  );
  await db.query('select bump_scopes($1::text[])', [[memberScope(author as MemberId)]]);
}

test('L8: what is heard without a network is shown at once and received once, and its artist sees figures', async ({
  installation: { db },
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  // The server prepares the sound in four qualities meanwhile.
  test.slow();
  if (!preparesSounds(info)) return;
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  const { page: guest } = phone;
  const { page: host, console: complaints } = await anotherDevice();
  complaints.expect(/net::ERR/);
  await signIn(host, awa);
  await host.goto('/ecouter/atelier');
  await expect(host.getByRole('heading', { name: 'Aucun morceau de vous' })).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('desk-empty.png') });
  await share(host, db, awa.id, info.outputPath('Le_puits.wav'));
  await allSent(host, awa.id, link);

  await signIn(guest, moussa);
  await guest.goto('/ecouter');
  await guest.getByRole('link', { name: 'Mes écoutes' }).click();
  await expect(guest.getByRole('heading', { name: 'Aucune écoute pour l’instant' })).toBeVisible();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('heard-empty.png') });
  await guest.getByRole('main').getByRole('link', { name: 'Écouter' }).click();
  await expect(guest.getByRole('link', { name: 'Mon atelier' })).toHaveCount(0);
  await shellCached(guest);
  await guest.getByRole('link', { name: 'Le puits' }).click();
  const main = guest.getByRole('main');
  await main.getByRole('button', { name: 'Écouter : Le puits' }).click();
  const place = main.getByRole('slider', { name: 'Place dans le morceau' });
  const at = async (): Promise<number> => Number(await place.getAttribute('aria-valuenow'));
  await expect.poll(at, { timeout: 30_000 }).toBeGreaterThan(2);
  link.down();
  await expect.poll(at, { timeout: 30_000 }).toBeGreaterThan(11);
  await main.getByRole('button', { name: 'Pause : Le puits' }).click();
  await guest.getByRole('button', { name: 'Retour' }).click();
  await guest.getByRole('link', { name: 'Mes écoutes' }).click();
  await expect(guest.getByText(/Aujourd’hui\s: 1\d\ss/)).toBeVisible();
  await expect(main.getByRole('link', { name: 'Le puits' })).toBeVisible();
  await expect(main.getByRole('list', { name: 'Artistes les plus écoutés' })).toContainText('Les voisins');
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('heard.png'), fullPage: true });

  link.up();
  await online(guest);
  await allSent(guest, moussa.id, link);
  const days = await db.query('select seconds, furthest from track_day where member = $1', [moussa.id]);
  expect(days).toEqual([{ seconds: expect.any(Number), furthest: expect.any(Number) }]);
  expect(Number(days[0]?.['seconds'])).toBeGreaterThanOrEqual(10);
  expect(Number(days[0]?.['furthest'])).toBeGreaterThan(2_500);
  const receipts = `select code from receipt where member = $1 and name = 'track.session'`;
  expect(await db.query(receipts, [moussa.id])).toEqual([{ code: null }]);
  await guest.getByLabel('Mon pays').selectOption('Sénégal');
  await allSent(guest, moussa.id, link);
  await guest.reload();
  await expect(guest.getByText(/Aujourd’hui\s: 1\d\ss/)).toBeVisible();
  await expect(guest.getByLabel('Mon pays')).toHaveValue('SN');
  expect(await guest.evaluate(() => Object.values(localStorage).some((kept) => kept.includes('"country"')))).toBe(
    false,
  );
  expect(await db.query(receipts, [moussa.id])).toHaveLength(1);

  await tell(db, awa.id);
  await host.goto('/ecouter');
  await host.getByRole('link', { name: 'Mon atelier' }).click();
  await expect(host.getByText('42 écoutes · 20 auditeurs')).toBeVisible();
  await expect(host.getByText(/2,5\sh d’écoute/)).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('desk.png') });
  await host.getByRole('main').getByRole('link', { name: 'Le puits' }).click();
  await expect(host.getByText('Arrivés à la moitié : 11. Arrivés à la fin : 1.')).toBeVisible();
  await expect(host.getByRole('list', { name: 'Pays' })).toContainText('Sénégal');
  await host.getByText('Les nombres, jour par jour').click();
  await expect(host.getByRole('row', { name: /7$/ })).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('figures.png'), fullPage: true });
  await guest.goto(new URL(host.url()).pathname);
  await expect(guest.getByRole('heading', { name: 'Ce morceau n’est pas à vous' })).toBeVisible();
});
