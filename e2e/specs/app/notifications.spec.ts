/**
 * Notifications on small phones: an answer to a comment reaches its author, who reads it without a network, on both
 * devices; an animator's announcement reaches the members, once a day.
 */
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('an answer reaches the author of a comment, is read offline on both devices; an announcement reaches members @long', async ({
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
  const [members] = await db.query<{ n: number }>('select count(*)::int as n from membership where community = $1', [
    membership!.community,
  ]);
  const announce = async (title: string) => {
    await desk.getByRole('link', { name: 'Annoncer' }).click();
    await desk.getByLabel('Titre').fill(title);
    await desk.getByLabel('Message').fill('Samedi à 9 h, au four.\nApportez des gants.');
    await expectAccessible(desk);
    await desk.screenshot(shot('announce'));
    await desk.getByRole('button', { name: 'Envoyer l’annonce' }).click();
    const sheet = desk.getByRole('dialog', { name: 'Envoyer cette annonce ?' });
    await expect(sheet.getByText('Samedi à 9 h, au four.\nApportez des gants.')).toBeVisible();
    await expect(sheet.getByRole('status')).toHaveText(`Cette annonce atteindra ${members!.n} personnes.`);
    await expectAccessible(desk);
    await desk.screenshot(shot('announce-sure'));
    await sheet.getByRole('button', { name: 'Envoyer', exact: true }).click();
    await expect(desk.getByText(title, { exact: true })).toBeVisible();
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

test('a member chooses how to be told, also without a network; what is off here is not counted', async ({
  installation,
  link,
  phone,
}, info) => {
  const { db } = installation;
  const awa = await installation.person();
  const { page } = phone;
  phone.console.expect(/net::ERR/);
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/moi/securite');
  const box = (name: string) => page.getByRole('checkbox', { name });
  await expect(box('Une annonce, E-mail')).toBeChecked();
  await expect(box('Un vote refusé, Ici')).toBeDisabled();
  await expectAccessible(page);

  link.down();
  await box('Un résultat, Ici').uncheck();
  await page.getByRole('switch', { name: 'Heures calmes' }).click();
  await page.getByLabel('De', { exact: true }).selectOption('21:30');
  await page.getByRole('switch', { name: 'Résumé du jour' }).click();
  await expect(box('Une annonce, E-mail')).toBeDisabled();
  await page.screenshot({ path: info.outputPath('settings.png'), fullPage: true });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  await expect
    .poll(async () => (await db.query<{ value: object }>('select value from channels where member = $1', [awa.id]))[0])
    .toEqual({
      value: {
        pollResult: { app: false, mail: false, push: true },
        quiet: { from: 21 * 60 + 30, to: 7 * 60, zone },
        digest: false,
      },
    });

  const poll = await installation.poll({ method: { kind: 'choice', max: 1 } });
  for (const kind of ['pollResult', 'pollOpened'])
    await db.query(
      `insert into notification (member, id, kind, poll, title) values ($1, gen_random_uuid(), $2, $3, $2)`,
      [awa.id, kind, poll],
    );
  await page.goto('/');
  await page.getByRole('link', { name: '1 notification non lue' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Un vote est ouvert' })).toBeVisible();
  await expect(page.getByText('Le résultat est là')).toBeHidden();
});

test('a tap subscribes the device; its messages are shown, and lead to their page @long', async ({
  installation,
  phone,
}) => {
  const { db } = installation;
  const awa = await installation.person();
  const { page, context } = phone;
  await context.grantPermissions(['notifications']);
  // The browser's own push service is not reachable from a test, so that the browser is taken at its word.
  await page.addInitScript(() => {
    const point = `BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4`;
    const subscription = {
      endpoint: 'https://push.example.org/one',
      toJSON: () => ({
        endpoint: 'https://push.example.org/one',
        keys: { p256dh: point, auth: 'BTBZMqHH6r4Tts7J_aSIgg' },
      }),
    };
    Object.assign(PushManager.prototype, {
      getSubscription: async () => (localStorage.getItem('given') ? subscription : null),
      subscribe: async () => {
        localStorage.setItem('given', 'yes');
        return subscription;
      },
    });
  });
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/moi/securite');
  const device = page.getByRole('switch', { name: 'Prévenir cet appareil' });
  const subscribed = () =>
    db.query<{ endpoint: string }>('select endpoint from push_subscription where member = $1', [awa.id]);
  expect(await subscribed()).toEqual([]);
  await device.click();
  await expect(device).toBeChecked();
  expect(await subscribed()).toEqual([{ endpoint: 'https://push.example.org/one' }]);

  // Chromium without a screen forgets some notifications at once, so that the worker says what it showed.
  const [worker] = context.serviceWorkers();
  await worker!.evaluate(`
    globalThis.shown = [];
    registration.showNotification = async (title, { body, tag, data }) => void shown.push([title, body, tag, data]);
  `);
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) found(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify({ title: 'Un vote est ouvert', body: 'Quel four ?', url: '/projets', tag: 'a', kind: 'x' }),
  });
  const shown = () => worker!.evaluate('shown');
  await expect.poll(shown).toEqual([['Un vote est ouvert', 'Quel four ?', 'a', '/projets']]);
  await worker!.evaluate(`
    const notification = { data: shown[0][3], close: () => shown.pop() };
    dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil: () => undefined }));
  `);
  await page.waitForURL('**/projets');
  expect(await shown()).toEqual([]);

  await page.goto('/moi/securite');
  await expect(device).toBeChecked();
  await device.click();
  await expect(device).not.toBeChecked();
  expect(await subscribed()).toEqual([]);
});
