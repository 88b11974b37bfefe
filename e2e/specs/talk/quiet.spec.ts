/** What a member is told of rooms, rooms that they mute, and people whom they block. */
import type { Page } from '@playwright/test';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, signIn, allSent, test, type Person } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const named = (db: Database, { id }: Person, name: string) =>
  db.query('update member set name = $2 where id = $1', [id, name]);

async function write(page: Page, text: string): Promise<void> {
  await page.getByLabel('Votre message', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(page.getByRole('log').getByText(text).last()).toBeVisible();
}
/** Opens what can be done with a message. */
async function menuOf(page: Page, text: string): Promise<void> {
  await page
    .locator('[id^="m-"]')
    .filter({ hasText: text })
    .getByRole('button', { name: /que faire/ })
    .click();
}
/** A picture at the width of a phone, and one of a large screen in the dark. */
async function picture(page: Page, path: (name: string) => string, name: string): Promise<void> {
  await page.screenshot({ path: path(`${name}.png`) });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await page.screenshot({ path: path(`${name}-wide.png`) });
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  await page.setViewportSize({ width: 360, height: 740 });
}

test('T5, T6: a member is told of a mention, mutes the room, blocks its author and unblocks them', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  test.slow();
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  await named(db, awa, 'Awa Diop');
  await named(db, moussa, 'Moussa Sow');
  const { page: a } = phone;
  const { page: b } = await anotherDevice();
  const path = (name: string) => info.outputPath(name);

  await signIn(a, awa);
  await a.goto('/conversations/nouveau');
  await a.getByLabel('Nom du salon').fill('Le four à pain');
  await a.getByRole('button', { name: 'Ouvrir un salon' }).click();
  await expect(a.getByRole('heading', { name: 'Le four à pain', level: 1 })).toBeVisible();
  const room = a.url();
  await allSent(a, awa.id, link);
  await signIn(b, moussa);
  await b.goto(room);
  await b.getByRole('button', { name: 'Rejoindre' }).click();
  await write(b, 'Qui allume ?');
  await allSent(b, moussa.id, link);
  await b.goto('/moi');

  // Awa mentions Moussa, and their phone tells them.
  await expect(a.getByRole('log').getByText('Qui allume ?')).toBeVisible();
  await a.getByLabel('Votre message', { exact: true }).pressSequentially('@Mou');
  await a.getByRole('option', { name: /Moussa Sow/ }).click();
  await a.getByLabel('Votre message', { exact: true }).pressSequentially('tu as le bois ?');
  await a.getByRole('button', { name: 'Envoyer', exact: true }).click();
  for (let n = 1; n <= 12; n++) await write(a, `Encore ${n}`);
  await allSent(a, awa.id, link);
  const notifications = b.getByRole('link', { name: /Notifications/ }).first();
  await expect(notifications.locator('..')).toContainText('1');
  await b.goto('/notifications');
  const told = b.getByRole('link', { name: 'Awa Diop vous a mentionné dans « Le four à pain »' });
  await expect(told).toBeVisible();
  await expectAccessible(b);
  await picture(b, path, 'told');
  await told.click();
  const mention = b.locator('[id^="m-"]').filter({ hasText: 'tu as le bois' });
  await expect(mention).toBeInViewport();
  await expect(mention).toBeFocused();
  await picture(b, path, 'landed');

  // Moussa mutes the room.
  await b.getByRole('button', { name: 'À propos de ce salon' }).click();
  await b.getByRole('switch', { name: 'En sourdine' }).click();
  await expect(b.getByRole('switch', { name: 'En sourdine' })).toBeChecked();
  await expectAccessible(b);
  await picture(b, path, 'details');
  await allSent(b, moussa.id, link);
  await b.goto('/conversations');
  await write(a, 'Dernier mot');
  const line = b.getByRole('listitem').filter({ hasText: 'Le four à pain' });
  await expect(line.getByText('Dernier mot')).toBeVisible();
  await expect(line.getByText('en sourdine')).toBeVisible();
  await expectAccessible(b);
  await picture(b, path, 'muted');
  await b.goto('/moi');
  await expect(b.getByRole('link', { name: 'Conversations' })).toBeVisible();
  await expect(b.getByText(/nouveau/)).toHaveCount(0);

  // A conversation of the two, which Moussa closes by blocking Awa.
  await a.goto(`/conversations/ecrire?a=${moussa.id}`);
  await a.getByRole('button', { name: 'Commencer' }).click();
  await write(a, 'Tu viens ?');
  await allSent(a, awa.id, link);
  const pair = `/conversations/${pairId(awa.id as MemberId, moussa.id as MemberId)}`;
  await b.goto('/notifications');
  await expect(b.getByRole('link', { name: 'Awa Diop vous a écrit' })).toBeVisible();
  await b.goto(room);
  await menuOf(b, 'Dernier mot');
  await picture(b, path, 'menu');
  await b.getByRole('button', { name: 'Bloquer Awa Diop' }).click();
  await b.getByRole('button', { name: 'Bloquer Awa Diop' }).last().click();
  await expect(b.getByText('Dernier mot')).toHaveCount(0);
  const folded = b.getByRole('button', { name: /Message d’une personne bloquée/ });
  await expect(folded.last()).toBeVisible();
  await expectAccessible(b);
  await picture(b, path, 'folded');
  await folded.last().click();
  await expect(b.getByText('Dernier mot')).toBeVisible();
  await allSent(b, moussa.id, link);
  await write(a, 'Alors ?');
  await expect(a.getByText('Cette personne ne prend pas de messages de vous.')).toBeVisible();
  await expectAccessible(a);
  await picture(a, path, 'unreachable');
  await b.goto(pair);
  await expect(b.getByText(/Vous avez bloqué Awa Diop/)).toBeVisible();
  await expect(b.getByLabel('Votre message', { exact: true })).toHaveCount(0);
  await expectAccessible(b);
  await picture(b, path, 'pair');

  // Unblocked in the settings.
  await b.goto('/moi/reglages');
  await b.getByRole('link', { name: 'Personnes bloquées' }).click();
  await expect(b.getByRole('listitem').filter({ hasText: 'Awa Diop' })).toBeVisible();
  await expectAccessible(b);
  await picture(b, path, 'blocked');
  await b.getByRole('button', { name: 'Débloquer Awa Diop' }).click();
  await expect(b.getByRole('button', { name: 'Bloquer Awa Diop' })).toBeVisible();
  await allSent(b, moussa.id, link);
  await a.getByRole('button', { name: 'Compris' }).click();
  await write(a, 'Me revoilà');
  await allSent(a, awa.id, link);
  await b.goto(pair);
  await expect(b.getByRole('log').getByText('Me revoilà')).toBeVisible();
});
