/** Recommended tracks (L8): for a visitor, for a member with reasons, refused without a network, and similar ones. */
import { renewLists } from '@egoejo/server/recommendations/renew.ts';
import { tracks } from '@egoejo/server/recommendations/tracks.ts';
import { addTrackDay, readyTrack } from '@egoejo/server/testing/tracks.ts';
import { addMember } from '@egoejo/server/testing/world.ts';
import { expectAccessible } from '../../support/test.ts';
import { named, online } from '../../support/sounds.ts';
import { allSent, expect, shellCached, signIn, stored, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('L8: recommended tracks have their reasons without a network; one that is not for the member leaves at once, and comes back', async ({
  installation,
  link,
  phone,
}, info) => {
  const { db } = installation;
  const awa = await named(installation, 'Awa Diop');
  const sira = await addMember(db);
  const matins = { artists: 'Sira', album: 'Matins' };
  const kora = await readyTrack(db, sira, { title: 'La kora du puits', ...matins, number: 1 });
  const balafon = await readyTrack(db, sira, { title: 'Le balafon', ...matins, number: 2 });
  const rain = await readyTrack(db, sira, { title: 'La pluie', artists: 'Coumba' });
  const others = [await installation.person(), await installation.person()];
  for (const { id } of [awa, ...others]) await addTrackDay(db, id, kora);
  for (const { id } of others) await addTrackDay(db, id, rain);
  await renewLists(db, tracks);

  const { page } = phone;
  await page.goto('/ecouter');
  const heard = page.getByRole('region', { name: 'Beaucoup écouté en ce moment' });
  await expect(heard.getByRole('listitem').first()).toContainText('La kora du puits');
  await page.screenshot({ path: info.outputPath('visitor.png'), fullPage: true });

  await signIn(page, awa);
  await renewLists(db, tracks);
  await page.goto('/ecouter');
  const items = page.getByRole('region', { name: 'Pour vous' }).getByRole('listitem');
  await expect(items.filter({ hasText: 'Le balafon' })).toContainText('Aussi dans « Matins »');
  await expect(items.filter({ hasText: 'La pluie' })).toContainText('Parce que vous avez écouté « La kora du puits »');
  await expect(items).toHaveCount(2);
  await shellCached(page);
  await syncIdle(page, awa.id, link);

  link.down();
  await page.reload();
  await expect(items).toHaveCount(2);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('offline.png'), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: info.outputPath('wide-dark.png') });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Pas pour moi : Le balafon' }).dblclick();
  await expect(items.filter({ hasText: 'Le balafon' })).toHaveCount(0);
  await expect(page.getByText('« Le balafon » ne vous sera plus proposé.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('refused.png') });
  await expect(items).toHaveCount(1);
  expect(await stored(page, awa.id, 'outbox')).toHaveLength(1);
  await page.getByRole('button', { name: 'Annuler' }).dblclick();
  await expect(items.filter({ hasText: 'Le balafon' })).toBeVisible();
  expect(await stored(page, awa.id, 'outbox')).toHaveLength(2);
  await page.getByRole('button', { name: 'Pas pour moi : La pluie' }).click();
  await expect(items).toHaveCount(1);

  link.up();
  await online(page);
  await allSent(page, awa.id, link);
  expect(await db.query('select work from unwanted where member = $1', [awa.id])).toEqual([{ work: rain }]);
  await renewLists(db, tracks);
  const [list] = await db.query<{ items: { track: string }[] }>(
    'select items from track_recommendation where member = $1',
    [awa.id],
  );
  expect(list?.items.map((i) => i.track)).toEqual([balafon]);

  await page.goto(`/ecouter/${kora}`);
  const similar = page.getByRole('list', { name: 'Dans le même esprit' }).getByRole('listitem');
  await expect(similar).toHaveCount(1);
  await expect(similar).toContainText('Aussi dans « Matins »');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('similar.png'), fullPage: true });
});
