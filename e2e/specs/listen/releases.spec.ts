/** Releases: planned without a network, heard on the artist's page, told to who follows the artist (L8). */
import type { Page } from '@playwright/test';
import { newId, type MemberId, type TrackId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE, memberScope } from '@egoejo/shared/sync/protocol.ts';
import { putOutDue } from '@egoejo/server/releases/jobs.ts';
import { expectAccessible } from '../../support/test.ts';
import { named, online } from '../../support/sounds.ts';
import { allSent, expect, shellCached, signIn, test, type SharedInstallation } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

type Db = SharedInstallation['db'];

/** A track of that member that can be heard, of that minute; who hears it, is in its scope. */
async function ready(db: Db, member: string, title: string, minute: number, visibility: 'private' | 'public') {
  const scope = visibility === 'public' ? CATALOGUE : memberScope(member as MemberId);
  await db.query(
    `insert into track (id, scope, author, name, visibility, title, artists, licence, file, state, file_key, sha256,
        bytes, seconds, peaks, created_at, rev)
      select $1, $2, id, name, $4, $5, 'Awa et les voisins', 'by', 'a.wav', 'ready', 'x', repeat('a', 64), 9, 200, '',
          make_timestamptz(2026, 3, 1, 10, $6, 0, 'UTC'), 0
        from member where id = $3`,
    [newId<TrackId>(), scope, member, visibility, title, minute],
  );
  await db.query('select bump_scopes($1::text[])', [[scope]]);
}

/** Pictures of a page, small and wide, light and dark. */
async function looks(page: Page, path: (name: string) => string, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [1280, 800],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: path(`${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const titles = (page: Page) => page.getByRole('main').getByRole('list', { name: 'Morceaux' }).getByRole('heading');

test('L8: two tracks are released without a network; who follows the artist is told, and hears the album', async ({
  installation: { db },
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  test.slow();
  const path = (name: string) => info.outputPath(name);
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  await db.query(
    `update member set bio = 'Contes et chants du soir.', visibility = visibility || '{"bio": "public"}' where id = $1`,
    [awa.id],
  );
  await ready(db, awa.id, 'La pluie', 1, 'public');
  await ready(db, awa.id, 'Le puits', 2, 'private');
  await ready(db, awa.id, 'La route', 3, 'private');
  const { page: fan } = phone;
  phone.console.expect(/net::ERR/);
  const { page: artist, console: complaints } = await anotherDevice();
  complaints.expect(/net::ERR/);

  // A listener finds the artist by a track, and follows them.
  await signIn(fan, moussa);
  await fan.goto('/ecouter');
  await fan.getByRole('link', { name: 'La pluie' }).click();
  await fan.getByRole('link', { name: 'Awa Diop' }).click();
  await expect(fan.getByRole('heading', { level: 1, name: 'Awa Diop' })).toBeVisible();
  await expect(titles(fan)).toHaveText(['La pluie']);
  await expect(fan.getByText('Contes et chants du soir.')).toBeVisible();
  await looks(fan, path, 'artist-profile');
  await fan.getByRole('button', { name: 'Suivre Awa Diop' }).click();
  await expect(fan.getByRole('button', { name: 'Suivi : Awa Diop' })).toBeVisible();
  await allSent(fan, moussa.id, link);

  // The artist plans without a network.
  await signIn(artist, awa);
  await artist.goto('/ecouter/atelier');
  await expect(artist.getByText('Réunissez des morceaux en un album')).toBeVisible();
  await expectAccessible(artist);
  await shellCached(artist);
  await allSent(artist, awa.id, link);
  link.down();
  await artist.getByRole('link', { name: 'Prévoir une sortie' }).click();
  await expect(artist.getByRole('checkbox')).toHaveCount(3);
  await expectAccessible(artist);
  await looks(artist, path, 'form-empty');
  const plan = artist.getByRole('button', { name: 'Prévoir la sortie' });
  await plan.click();
  await expect(artist.getByText('Choisissez au moins un morceau.')).toBeVisible();
  await expect(artist.getByLabel('Titre')).toBeFocused();
  await artist.getByLabel('À une date que je choisis').check();
  await artist.getByLabel('Date et heure').fill('2020-01-01T10:00');
  await plan.click();
  await expect(artist.getByText('Choisissez un moment à venir, ou « Tout de suite ».')).toBeVisible();
  await expectAccessible(artist);
  await looks(artist, path, 'form-faults');
  await artist.getByLabel('Titre').fill('Contes du soir');
  await artist.getByRole('checkbox', { name: 'Le puits' }).check();
  await artist.getByRole('checkbox', { name: 'La route' }).check();
  const order = artist.getByRole('list', { name: 'Dans quel ordre' });
  const up = order.getByRole('button', { name: 'Monter : La route' });
  await up.press('Enter');
  await expect(order.getByRole('listitem')).toHaveText([/La route/, /Le puits/]);
  await expect(up).toBeFocused();
  await artist.getByRole('radio', { name: 'Tout le monde' }).check();
  await artist.getByLabel('Tout de suite').check();
  await expect(artist.getByText('Choisissez au moins un morceau.')).toHaveCount(0);
  await expectAccessible(artist);
  await looks(artist, path, 'form');
  // What was typed outlives the page.
  await artist.reload();
  await expect(order.getByRole('listitem')).toHaveText([/La route/, /Le puits/]);
  await expect(artist.getByLabel('Titre')).toHaveValue('Contes du soir');
  await plan.click();
  await expect(artist.getByText('2 morceaux · pour tout le monde')).toBeVisible();
  await expect(artist.getByText('en attente', { exact: true }).first()).toBeVisible();
  await expectAccessible(artist);
  await looks(artist, path, 'desk-planned');

  link.up();
  await Promise.all([online(artist), online(fan)]);
  await allSent(artist, awa.id, link);
  await putOutDue(db);
  await expect(artist.getByRole('list', { name: 'Déjà sorties' })).toContainText('Contes du soir');

  // Whoever follows her is told, and hears the album in its order.
  await fan.goto('/notifications');
  await fan.getByRole('link', { name: 'Nouvelle sortie : « Contes du soir »' }).click();
  await expect(fan.getByRole('heading', { level: 1, name: 'La route' })).toBeVisible();
  await shellCached(fan);
  await allSent(fan, moussa.id, link);
  link.down();
  await fan.getByRole('link', { name: 'Awa Diop' }).click();
  await expect(fan.getByRole('heading', { name: 'Contes du soir' })).toBeVisible();
  await expect(titles(fan)).toHaveText(['Contes du soir', 'La route', 'Le puits', 'La pluie']);
  await expectAccessible(fan);
  await looks(fan, path, 'artist');
  link.up();
  await Promise.all([online(artist), online(fan)]);
  await fan.goto('/lire/suivis');
  const newest = fan.getByRole('list', { name: 'Derniers livres, textes et morceaux' });
  await expect(newest.getByRole('link')).toHaveText(['La route', 'Le puits', 'La pluie'], { useInnerText: true });

  // What is out is changed no more; it leaves the list, and stays shared.
  await artist.getByRole('link', { name: 'Contes du soir' }).click();
  await expect(artist.getByText('C’est sorti.')).toBeVisible();
  await expectAccessible(artist);
  await looks(artist, path, 'out');

  // A plan that is refused says why, and what was written is not lost.
  await artist.goto('/ecouter/sorties');
  await artist.getByLabel('Titre').fill('Encore');
  await artist.getByRole('checkbox', { name: 'La pluie' }).check();
  await artist.getByLabel('À une date que je choisis').check();
  await artist.getByLabel('Date et heure').fill('2099-01-01T10:00');
  await db.query(`update track set given = true where title = 'La pluie'`);
  await artist.getByRole('button', { name: 'Prévoir la sortie' }).click();
  await allSent(artist, awa.id, link);
  await expect(artist.getByText('Un épisode suit son émission : partagez l’émission.', { exact: true })).toBeVisible();
  await expectAccessible(artist);
  await looks(artist, path, 'desk-refused');
  await db.query(`update track set given = false where title = 'La pluie'`);
  await artist.getByRole('main').getByRole('link', { name: 'Changer : Encore' }).click();
  await expect(artist.getByLabel('Titre')).toHaveValue('Encore');
  await expect(artist.getByRole('checkbox', { name: 'La pluie' })).toBeChecked();
  await looks(artist, path, 'form-refused');
  await artist.getByLabel('Titre').fill('Encore une fois');
  await artist.getByRole('main').getByRole('button', { name: 'Compris' }).click();
  await expect(artist.getByRole('main').getByRole('button', { name: 'Compris' })).toHaveCount(0);
  await expect(artist.getByLabel('Titre')).toHaveValue('Encore une fois');
  await artist.getByRole('button', { name: 'Enregistrer' }).click();
  await allSent(artist, awa.id, link);
  await expect(artist.getByText(/Prévue · .*2099/)).toBeVisible();
  await expect(artist.getByRole('button', { name: 'Compris' })).toHaveCount(0);

  // One that could not come out, too. It is taken back.
  await db.query(`update release set state = 'failed', code = 'track.no_sound' where title = 'Encore une fois'`);
  await db.query('select bump_scopes($1::text[])', [[memberScope(awa.id as MemberId)]]);
  await artist.reload();
  await expect(artist.getByText(/N’est pas sortie\s: il n’y a pas de son/)).toBeVisible();
  await looks(artist, path, 'desk-failed');
  await artist.getByRole('link', { name: 'Changer : Encore une fois' }).click();
  await artist.getByRole('button', { name: 'Retirer' }).click();
  await expectAccessible(artist);
  await artist.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(artist.getByRole('link', { name: 'Changer : Encore une fois' })).toHaveCount(0);
  await allSent(artist, awa.id, link);
  expect(await db.query('select title from release where member = $1', [awa.id])).toEqual([
    { title: 'Contes du soir' },
  ]);
});
