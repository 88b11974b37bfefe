/** Topics of a forum: opened without a network, answered on another phone, closed by who opened it. */
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('B13: a topic opened without a network is answered by another member, who is refused once it is closed', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const { page: host } = phone;
  await signIn(host, awa);
  await host.goto('/forum');
  await host.getByRole('link', { name: 'Ouvrir un sujet' }).click();
  await expect(host.getByLabel('Titre')).toBeVisible();
  await shellCached(host);
  await syncIdle(host, awa.id, link);
  link.down();
  await host.getByLabel('Titre').fill('Que lire cet hiver ?');
  await host.getByLabel(/^Votre message/).fill('Je fais ma pile. Des idées ?');
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('form.png'), fullPage: true });
  await host.getByRole('button', { name: 'Publier le sujet' }).click();
  await expect(host.getByRole('heading', { name: 'Que lire cet hiver ?' })).toBeVisible();
  await expect(host.getByText('en attente', { exact: true }).first()).toBeVisible();
  await expect(host.getByText('Je fais ma pile. Des idées ?')).toBeVisible();
  await host.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  link.up();
  await host.evaluate(() => dispatchEvent(new Event('online')));
  await expect(host.getByText('en attente', { exact: true })).toHaveCount(0);
  await allSent(host, awa.id, link);

  const { page: guest } = await anotherDevice();
  await signIn(guest, moussa);
  await guest.goto('/forum');
  await guest.getByRole('link', { name: 'Que lire cet hiver ?' }).click();
  await guest.getByRole('button', { name: 'Répondre' }).click();
  await guest.getByLabel(/^(Votre réponse|Répondre à)/).fill('Des contes : ils se relisent.');
  await guest.getByRole('button', { name: 'Publier' }).click();
  await expect(guest.getByText('Des contes : ils se relisent.')).toBeVisible();
  await syncIdle(guest, moussa.id, link);
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('answered.png'), fullPage: true });

  await host.goto('/notifications');
  await host
    .getByRole('link', { name: /vous a répondu|répondu/ })
    .first()
    .click();
  await expect(host.getByText('Des contes : ils se relisent.')).toBeVisible();
  await host.getByRole('button', { name: 'Fermer' }).click();
  await expect(host.getByText('Ce sujet est fermé : on peut le lire, plus y écrire.')).toBeVisible();
  await syncIdle(host, awa.id, link);
  await host.screenshot({ path: info.outputPath('closed.png'), fullPage: true });
});

test('a message to a topic that was closed meanwhile is refused: its words stay, with the reason', async ({
  installation,
  link,
  phone,
}, info) => {
  const { db } = installation;
  const awa = await installation.person();
  const { page } = phone;
  await signIn(page, awa);
  await page.goto('/forum/nouveau');
  await page.getByLabel('Titre').fill('Une bâche pour le marché');
  await page.getByLabel(/^Votre message/).fill('Qui en a une ?');
  await page.getByRole('button', { name: 'Publier le sujet' }).click();
  await page.getByRole('button', { name: 'Écrire un message' }).click();
  await syncIdle(page, awa.id, link);
  await page.getByLabel(/^Votre message/).fill('Grande, si possible.');
  await shellCached(page);
  link.down();
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText('Grande, si possible.')).toBeVisible();
  await expect(page.getByText('en attente', { exact: true }).first()).toBeVisible();
  await db.query(`update topic set closed = true where title = 'Une bâche pour le marché'`);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Ce sujet est fermé.').first()).toBeVisible();
  // For a moment the message may stand in the list and in the refusal; in the end it stands in the refusal only.
  await expect(page.getByText('Grande, si possible.')).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
  expect(await db.query('select from comment where text = $1', ['Grande, si possible.'])).toEqual([]);
});
