/**
 * Notifications on small phones: an answer to a comment reaches its author, who reads it without a network, on both
 * devices; an animator's announcement reaches the members, once a day.
 */
import { expectAccessible } from '../support/test.ts';
import { expect, shellCached, signIn, test } from '../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('an answer reaches the author of a comment, is read offline on both devices; an announcement reaches members', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const project = await installation.project('Le four à pain');
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  await db.query(
    `insert into comment (id, scope, project, kind, author, text)
      select gen_random_uuid(), 'community:' || community, id, 'comment', $2, 'Je peux prêter une bétonnière.'
        from project where id = $1`,
    [project.id, awa.id],
  );
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });

  const { page } = phone;
  phone.console.expect(/net::ERR/);
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/notifications');
  await expect(page.getByRole('heading', { name: 'Rien pour l’instant' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('none'));
  const second = await anotherDevice();
  second.console.expect(/net::ERR/);
  await signIn(second.page, awa);
  await second.page.goto('/');
  await expect(second.page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
  await page.goto('/');

  // Moussa answers.
  const other = await anotherDevice();
  other.console.expect(/net::ERR/);
  await signIn(other.page, moussa);
  await other.page.goto(`/projets/${project.id}`);
  const seen = other.page.getByRole('listitem').filter({ hasText: 'Je peux prêter une bétonnière.' });
  await seen.getByRole('button', { name: 'Répondre' }).click();
  await other.page.getByLabel(/Votre réponse|Répondre à/).fill('Merci, samedi ?');
  await other.page.getByRole('button', { name: 'Publier' }).click();

  // Awa sees the bell on both devices, and reads on the phone without a network.
  const bell = { name: '1 notification non lue' };
  await expect(page.getByRole('link', bell)).toBeVisible();
  await expect(second.page.getByRole('link', bell)).toBeVisible();
  await page.screenshot(shot('bell'));
  link.down();
  await page.getByRole('link', bell).click();
  const line = page.getByRole('listitem').filter({ hasText: 'vous a répondu sur « Le four à pain »' });
  await expect(line).toContainText('nouveau');
  await expect(line).toContainText('Merci, samedi ?');
  await expectAccessible(page);
  await page.screenshot(shot('answer'));
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(second.page.getByRole('link', bell)).toBeHidden();
  await expect
    .poll(() => db.query('select read_at is not null as read from notification where member = $1', [awa.id]))
    .toEqual([{ read: true }]);

  // Moussa announces, once a day.
  const desk = other.page;
  const [membership] = await db.query<{ community: string }>('select community from membership where member = $1', [
    moussa.id,
  ]);
  await desk.goto(`/communautes/${membership!.community}`);
  const announce = async (title: string) => {
    await desk.getByRole('link', { name: 'Annoncer' }).click();
    await desk.getByLabel('Titre').fill(title);
    await desk.getByLabel('Message').fill('Samedi à 9 h, au four.\nApportez des gants.');
    await expectAccessible(desk);
    await desk.screenshot(shot('announce'));
    await desk.getByRole('button', { name: 'Envoyer l’annonce' }).click();
    await expect(desk.getByText(title)).toBeVisible();
  };
  await announce('Grand ménage');
  await expect(page.getByRole('link', bell)).toBeVisible();
  await page.getByRole('link', bell).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Grand ménage' })).toContainText('Apportez des gants.');
  await expectAccessible(page);
  await page.screenshot(shot('announcement'));
  await desk.goto(`/communautes/${membership!.community}`);
  await announce('Encore un mot');
  await desk.goto('/moi/activite');
  await expect(desk.getByText(/la prochaine sera possible le \d/)).toBeVisible();
});
