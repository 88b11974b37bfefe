/** The live channel between two phones in a room, and the room without it. */
import type { Page } from '@playwright/test';
import { LIVE_PATH } from '@egoejo/shared/sync/live.ts';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const field = (page: Page) => page.getByLabel('Votre message', { exact: true });
const send = (page: Page) => page.getByRole('button', { name: 'Envoyer', exact: true }).click();
const said = (page: Page, text: string) => page.getByRole('log').getByText(text);

test('T4, S25: what is said in a room comes by the channel, with who writes and who is there; without it, by an exchange', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  await db.query(`update member set name = 'Awa Diop' where id = $1`, [awa.id]);
  await db.query(`update member set name = 'Moussa Sow' where id = $1`, [moussa.id]);
  const { page: host } = phone;
  const { page: guest } = await anotherDevice();
  const exchanges = () =>
    link.requests.filter((r) => r.path.startsWith('/sync/exchange') && r.carries(`"member":"${moussa.id}"`));

  await signIn(host, awa);
  await host.goto('/conversations/nouveau');
  await host.getByLabel('Nom du salon').fill('Le four à pain');
  await host.getByRole('button', { name: 'Ouvrir un salon' }).click();
  await expect(host.getByRole('heading', { name: 'Le four à pain', level: 1 })).toBeVisible();
  await field(host).fill('Awa 1');
  await send(host);
  await allSent(host, awa.id, link);
  await signIn(guest, moussa);
  await guest.goto(host.url());
  await guest.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(said(guest, 'Awa 1')).toBeVisible();
  await allSent(guest, moussa.id, link);
  for (const page of [host, guest]) await expect(page.getByText('2 personnes ici')).toBeVisible();

  const place = () => field(guest).boundingBox();
  const before = await place();
  await field(host).pressSequentially('Awa 2');
  await expect(guest.getByText('Awa Diop écrit…')).toBeVisible();
  expect(await place()).toEqual(before);
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('writes.png') });
  await expect(host.getByText(/écrit…/)).toHaveCount(0);
  const asked = exchanges().length;
  await send(host);
  await expect(said(guest, 'Awa 2')).toBeVisible();
  await expect(guest.getByText(/écrit…/)).toHaveCount(0);
  // That they have read it is an act of theirs; they ask for nothing.
  const idle = exchanges().slice(asked);
  expect(idle.filter((r) => r.carries('"mutations":[]'))).toHaveLength(0);

  await guest.routeWebSocket(new RegExp(LIVE_PATH), (socket) => socket.close());
  await guest.reload();
  await expect(said(guest, 'Awa 2')).toBeVisible();
  await field(host).pressSequentially('Awa 3');
  await send(host);
  await allSent(host, awa.id, link);
  await guest.evaluate(() => dispatchEvent(new Event('online')));
  await expect(said(guest, 'Awa 3')).toBeVisible();
  await expect(guest.getByText(/écrit…|personnes ici/)).toHaveCount(0);
  await guest.screenshot({ path: info.outputPath('without.png') });
});
