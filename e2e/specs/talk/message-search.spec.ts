/** Messages are found on the device without a network, and older ones by the server; a hit opens the room at it. */
import { readFile } from 'node:fs/promises';
import { newId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ viewport: { width: 360, height: 740 } });

test('T3, T5: messages are found on the device and by the server, each in its room, which is exported', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db, community } = installation;
  const awa = await installation.person();
  const room = newId<RoomId>();
  await db.query(
    `with r as (insert into room (id, scope, community, author, title, members, rev)
         values ($1, 'community:' || $2::uuid, $2, $3, 'Le four à pain', 1, 1))
       insert into room_member (member, room, rev) values ($3, $1, 1)`,
    [room, community, awa.id],
  );
  // A new device gets the last 200 messages. The first message about swallows is older than those.
  await db.query(
    `insert into message (id, scope, room, no, author, name, text, written_at, created_at, rev)
       select gen_random_uuid(), 'room:' || $1::uuid, $1::uuid, n, null, 'Moussa Sow',
         case n when 20 then 'Au début, les hirondelles nichaient sous l’auvent du fournil.'
           when 290 then 'Qui a vu les **hirondelles** ce matin ? Je les cherche depuis l’aube, elles devaient revenir.'
           else 'Pain numéro ' || n end,
         '2026-03-01T08:00:00Z'::timestamptz + make_interval(mins => n),
         '2026-03-01T08:00:00Z'::timestamptz + make_interval(mins => n), 1 from generate_series(1, 300) n`,
    [room],
  );
  await db.query('select bump_scopes($1::text[])', [[`room:${room}`, `community:${community}`, `member:${awa.id}`]]);
  await signIn(page, awa);
  await page.goto(`/conversations/${room}`);
  await expect(page.getByRole('log').getByText('Pain numéro 300')).toBeVisible();
  await shellCached(page);
  await page.getByRole('link', { name: 'Chercher dans cette conversation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chercher dans cette conversation' })).toBeVisible();
  await page.getByRole('searchbox').fill('hirondelle');
  const here = page.getByRole('list', { name: 'Résultats sur cet appareil' }).getByRole('listitem');
  const there = page.getByRole('list', { name: 'Résultats sur le serveur' }).getByRole('listitem');
  await expect(here).toHaveCount(1);
  await expect(there).toHaveCount(1);
  await expect(there.locator('mark')).toHaveText('hirondelles');
  await page.screenshot({ path: info.outputPath('in-room.png') });
  await there.getByRole('link').click();
  await expect(page.getByRole('log').getByText('Au début, les')).toBeInViewport();
  await page.screenshot({ path: info.outputPath('past.png') });
  await expect(page.getByRole('log').getByText('Pain numéro 46', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Messages plus récents' }).click();
  await expect(page.getByRole('log').getByText('Pain numéro 46', { exact: true })).toHaveCount(1);

  await page.getByRole('link', { name: 'Aller aux derniers messages' }).click();
  await expect(page.getByLabel('Votre message', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'À propos de ce salon' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exporter la conversation' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(text).toMatch(/^Le four à pain\n\n\[01\/03\/2026.*Moussa Sow.*: Pain numéro 1\n/);
  expect(text.split('\n').at(-2)).toContain('Pain numéro 300');
  await page.screenshot({ path: info.outputPath('export.png') });

  link.down();
  await page.getByRole('button', { name: 'Exporter la conversation' }).click();
  await expect(page.getByText('Le fichier vient du serveur : il faut du réseau.')).toBeVisible();
  await page.goto('/recherche?q=hirondelle');
  await expect(page.getByText('Hors ligne : seul cet appareil a été parcouru.')).toBeVisible();
  await expect(here).toHaveCount(1);
  await expect(here).toContainText('Le four à pain');
  await expect(here).toContainText('1er mars 2026');
  await expect(here).toContainText('Qui a vu les hirondelles ce matin');
  await page.screenshot({ path: info.outputPath('offline.png') });
  await here.getByRole('link', { name: 'Moussa Sow' }).click();
  await expect(page.getByRole('log').getByText('Qui a vu les')).toBeInViewport();
});
