/** Pins of messages: made without a network, seen on another phone, and followed to their place. */
import type { Page } from '@playwright/test';
import { newId, type RoomId } from '@egoejo/shared/platform/ids.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** The line above the talk. */
const bar = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** One of the messages on the sheet. */
const listed = (page: Page, text: string) =>
  page.getByRole('dialog').getByRole('button', { name: new RegExp(`^Moussa Sow .*${text}$`) });
const menuOf = (page: Page, text: string) =>
  page
    .locator('[id^="m-"]')
    .filter({ hasText: text })
    .getByRole('button', { name: /que faire/ })
    .click();

test('T2, T3: a message pinned without a network is pinned on the other phone, and an old one opens at its place', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const room = newId<RoomId>();
  await db.query(
    `insert into room (id, scope, community, author, title, members)
      values ($1, 'community:' || $2, $2::uuid, $3, 'Le four à pain', 2)`,
    [room, community, awa.id],
  );
  await db.query('insert into room_member (member, room, read_to) select m, $1, 300 from unnest($2::uuid[]) m', [
    room,
    [awa.id, moussa.id],
  ]);
  await db.query(
    `insert into message (id, scope, room, no, author, name, text, written_at, created_at, pinned_at)
      select gen_random_uuid(), 'room:' || $1, $1::uuid, n, $2, 'Moussa Sow', 'Pain numéro ' || n, at, at,
          case when n = 2 then at end
        from (select n, '2026-03-01T08:00:00Z'::timestamptz + n * interval '1 min' as at
          from generate_series(1, 300) n) x`,
    [room, moussa.id],
  );
  const { page: host } = phone;
  const other = await anotherDevice();
  const { page: guest } = other;
  // Chromium itself tells about a link that is down.
  other.console.expect(/net::ERR/);
  await signIn(host, awa);
  await signIn(guest, moussa);
  for (const page of [host, guest]) {
    await page.goto(`/conversations/${room}`);
    await expect(page.getByRole('log').getByText('Pain numéro 300')).toBeInViewport();
    await expect(bar(page, '1 message épinglé. Le dernier : Pain numéro 2')).toBeInViewport();
    await expect(page.getByRole('log').getByText('Pain numéro 2', { exact: true })).toHaveCount(0);
    await shellCached(page);
  }
  await menuOf(guest, 'Pain numéro 298');
  await expect(guest.getByRole('button', { name: 'Copier les mots' })).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Épingler' })).toHaveCount(0);
  await guest.keyboard.press('Escape');
  await Promise.all([allSent(host, awa.id, link), allSent(guest, moussa.id, link)]);

  link.down();
  await menuOf(host, 'Pain numéro 299');
  await host.screenshot({ path: info.outputPath('menu.png') });
  await host.getByRole('button', { name: 'Épingler', exact: true }).click();
  await expect(bar(host, '2 messages épinglés. Le dernier : Pain numéro 299')).toBeVisible();
  await expect(host.getByText('en attente', { exact: true })).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('waiting.png') });
  link.up();
  await host.evaluate(() => dispatchEvent(new Event('online')));
  await allSent(host, awa.id, link);
  await bar(guest, '2 messages épinglés. Le dernier : Pain numéro 299').click();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('sheet.png') });
  await listed(guest, 'Pain numéro 299').click();
  await expect(guest.locator('[id^="m-"]').filter({ hasText: 'Pain numéro 299' })).toBeFocused();
  await bar(guest, '2 messages épinglés. Le dernier : Pain numéro 299').click();
  await listed(guest, 'Pain numéro 2').click();
  await expect(guest.getByRole('log').getByText('Pain numéro 2', { exact: true })).toBeInViewport();
  await expect(guest.getByRole('log').getByText('Pain numéro 28', { exact: true })).toHaveCount(0);
  await guest.screenshot({ path: info.outputPath('past.png') });
  await guest.getByRole('link', { name: 'Aller aux derniers messages' }).click();

  // Older messages come in their order, without a gap above the pinned one.
  await host.getByRole('button', { name: 'Messages plus anciens' }).click();
  await expect(host.getByRole('log').getByText('Pain numéro 181', { exact: true })).toHaveCount(1);
  await bar(host, '2 messages épinglés. Le dernier : Pain numéro 299').click();
  await expect(host.getByRole('dialog').getByRole('listitem')).toHaveCount(2);
  await expect.poll(() => host.evaluate(() => document.getAnimations().length)).toBe(0);
  await host.screenshot({ path: info.outputPath('sheet-host.png') });
  await bar(host, 'Désépingler le message de Moussa Sow : Pain numéro 299').click();
  await host.keyboard.press('Escape');
  await expect(bar(host, '1 message épinglé. Le dernier : Pain numéro 2')).toBeVisible();
  await expect(bar(guest, '1 message épinglé. Le dernier : Pain numéro 2')).toBeVisible();
});
