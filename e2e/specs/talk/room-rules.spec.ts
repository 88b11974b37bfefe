/** The rules of a room: set on one phone, the other one says what they mean before anything is sent. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, allSent, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const field = (page: Page) => page.getByLabel('Votre message', { exact: true });
const online = (page: Page): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')));
const sendButton = (page: Page) => page.getByRole('button', { name: 'Envoyer', exact: true });
/** A picture at the width of a phone, and one of a large screen in the dark. */
async function picture(page: Page, path: (name: string) => string, name: string): Promise<void> {
  await page.screenshot({ path: path(`${name}.png`) });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await page.screenshot({ path: path(`${name}-wide.png`) });
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  await page.setViewportSize({ width: 360, height: 740 });
}

test('T5: rules set on one phone: the other says the word, the wait and when messages go', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  await db.query(`update member set name = 'Moussa Sow' where id = $1`, [moussa.id]);
  const { page: a } = phone;
  const other = await anotherDevice();
  const { page: b } = other;
  // Chromium itself tells about a link that is down.
  phone.console.expect(/net::ERR/);
  other.console.expect(/net::ERR/);
  const path = (name: string) => info.outputPath(name);

  await signIn(a, awa);
  await a.goto('/conversations/nouveau');
  await a.getByLabel('Nom du salon').fill('Le four à pain');
  await a.getByRole('button', { name: 'Ouvrir un salon' }).click();
  await expect(a.getByRole('heading', { name: 'Le four à pain', level: 1 })).toBeVisible();
  await allSent(a, awa.id, link);
  await signIn(b, moussa);
  await b.goto(a.url());
  await b.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(field(b)).toBeVisible();
  await allSent(b, moussa.id, link);
  await shellCached(b);

  // Without a network, Awa sets the rules: they hold on her phone at once.
  link.down();
  await a.getByRole('button', { name: 'À propos de ce salon' }).click();
  await a.getByRole('button', { name: 'Changer les règles' }).click();
  await a.getByLabel('Mode lent', { exact: true }).selectOption('60');
  await a.getByLabel('Mots refusés', { exact: true }).fill('patate\nPatate\nnavet');
  await a.getByLabel('Garder les messages', { exact: true }).selectOption('30');
  await expectAccessible(a);
  await picture(a, path, 'form');
  await a.getByRole('dialog').getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await expect(a.getByText('Mots refusés : patate, navet')).toBeVisible();
  await picture(a, path, 'set');
  link.up();
  await online(a);
  await allSent(a, awa.id, link);

  // The other phone tells that old messages will go, and names the word before anything is sent.
  await online(b);
  await expect(b.getByText(/les messages de plus de 30\sjours s’effacent/)).toBeVisible();
  await field(b).fill('Une Pâtate !');
  await expect(b.getByText('Ce salon n’admet pas le mot « patate ».')).toBeVisible();
  await expect(sendButton(b)).toBeDisabled();
  await expectAccessible(b);
  await picture(b, path, 'word');

  // A message that waits on the phone already makes the next one wait; what is typed meanwhile is kept.
  link.down();
  await field(b).fill('Une pomme de terre');
  await sendButton(b).click();
  await expect(b.getByRole('log').getByText('en attente', { exact: true })).toBeVisible();
  const wait = b.getByRole('timer');
  await expect(wait).toHaveText(/encore \d+\ss$/);
  await field(b).fill('Et du sel');
  await expect(sendButton(b)).toBeDisabled();
  await b.reload();
  await expect(field(b)).toHaveValue('Et du sel');
  await expect(wait).toHaveText(/encore \d+\ss$/);
  await picture(b, path, 'wait');
  link.up();
  await online(b);
  await allSent(b, moussa.id, link);
  await b.getByRole('button', { name: 'À propos de ce salon' }).click();
  await expect(b.getByText(/1\sminute entre deux messages/)).toBeVisible();
  await expect(b.getByRole('button', { name: 'Changer les règles' })).toHaveCount(0);
  await picture(b, path, 'holds');
  await b.getByRole('dialog').getByRole('button', { name: 'Fermer', exact: true }).click();

  // Once the time is over, it is sent.
  await db.query(
    `update room_pace set written = written - interval '1 hour', at = at - interval '1 hour' where member = $1`,
    [moussa.id],
  );
  await db.query(`update message set written_at = written_at - interval '1 hour' where author = $1`, [moussa.id]);
  await allSent(b, moussa.id, link);
  await expect(wait).toHaveCount(0);
  await sendButton(b).click();
  await expect(a.getByRole('log').getByText('Et du sel')).toBeVisible();
});
