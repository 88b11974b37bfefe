/** Rooms of communities and direct conversations: two phones that write without a network, and see the same afterwards. */
import type { Page } from '@playwright/test';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { pairId } from '@egoejo/shared/rooms/model.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, stored, allSent, test, type Person } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const named = (db: Database, { id }: Person, name: string) =>
  db.query('update member set name = $2 where id = $1', [id, name]);
const online = (page: Page): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')));

async function write(page: Page, text: string, shown = text): Promise<void> {
  await page.getByLabel('Votre message', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(page.getByRole('log').getByText(shown).last()).toBeVisible();
}
/** The messages on the page, in their order. */
const said = async (page: Page): Promise<string[]> =>
  (
    await page
      .getByRole('log')
      .getByText(/^(Awa|Moussa) \d$/)
      .allTextContents()
  ).map((text) => text.trim());

/** Opens what can be done with a message. */
async function menuOf(page: Page, text: string): Promise<void> {
  await page
    .locator('[id^="m-"]')
    .filter({ hasText: text })
    .getByRole('button', { name: /que faire/ })
    .click();
}

/** Opens a room in the community of the installation. */
async function openRoom(page: Page, title: string, purpose = ''): Promise<string> {
  await page.goto('/conversations/nouveau');
  await page.getByLabel('Nom du salon').fill(title);
  await page.getByLabel(/^À quoi il sert/).fill(purpose);
  await page.getByRole('button', { name: 'Ouvrir un salon' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  return page.url();
}

test('T1, T3: two phones write without a network, and both show the same messages in the same order', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  await named(db, awa, 'Awa Diop');
  await named(db, moussa, 'Moussa Sow');
  const { page: host } = phone;
  const other = await anotherDevice();
  const { page: guest } = other;
  // Chromium itself tells about a link that is down.
  other.console.expect(/net::ERR/);
  await signIn(host, awa);
  await host.goto('/conversations');
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('none.png') });
  await openRoom(host, 'Le four à pain', 'Qui apporte quoi, et quand.');
  await write(host, 'Qui apporte **la farine** ?', 'la farine');
  await allSent(host, awa.id, link);

  await signIn(guest, moussa);
  await guest.goto(`/conversations?communaute=${community}`);
  await guest.screenshot({ path: info.outputPath('to-join.png') });
  await guest.getByRole('link', { name: 'Le four à pain' }).click();
  await guest.screenshot({ path: info.outputPath('join.png') });
  await guest.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(guest.getByRole('log').getByText('la farine')).toBeVisible();
  await Promise.all([shellCached(host), shellCached(guest)]);
  await Promise.all([allSent(host, awa.id, link), allSent(guest, moussa.id, link)]);

  link.down();
  for (let n = 1; n <= 5; n++) await Promise.all([write(host, `Awa ${n}`), write(guest, `Moussa ${n}`)]);
  expect(await said(host)).toEqual(['Awa 1', 'Awa 2', 'Awa 3', 'Awa 4', 'Awa 5']);
  await expect(host.getByText('en attente', { exact: true })).toHaveCount(5);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('waiting.png') });
  link.up();
  await Promise.all([online(host), online(guest)]);
  await expect.poll(async () => (await said(host)).length).toBe(10);
  await expect.poll(() => said(guest)).toEqual(await said(host));
  await expect(host.getByText('en attente', { exact: true })).toHaveCount(0);
  expect((await said(host)).filter((text) => text.startsWith('Awa'))).toEqual([1, 2, 3, 4, 5].map((n) => `Awa ${n}`));
  await guest.screenshot({ path: info.outputPath('both.png') });

  await menuOf(guest, 'Awa 3');
  await guest.screenshot({ path: info.outputPath('menu.png') });
  await guest.getByRole('button', { name: 'Réagir avec 🌱' }).click();
  await menuOf(guest, 'Awa 5');
  await guest.getByRole('button', { name: 'Répondre' }).click();
  await write(guest, 'D’accord avec toi.');
  await expect(host.getByRole('button', { name: '🌱 : 1 personne' })).toBeVisible();
  await expect(host.getByRole('button', { name: 'Aller au message de Awa Diop : Awa 5' })).toBeVisible();
  await menuOf(host, 'Awa 4');
  await host.getByRole('button', { name: 'Changer', exact: true }).click();
  await host.getByLabel('Changer le message').fill('Awa 4, mais autrement');
  await host.getByRole('button', { name: 'Enregistrer' }).click();
  await menuOf(host, 'Awa 2');
  await host.getByRole('button', { name: 'Retirer', exact: true }).click();
  await host.getByRole('button', { name: 'Retirer', exact: true }).last().click();
  await expect(guest.getByRole('log').getByText('Awa 4, mais autrement')).toBeVisible();
  await expect(guest.getByText('message retiré')).toBeVisible();
  await host.screenshot({ path: info.outputPath('done.png') });
});

test('T2, T3: what is new is counted on the list, and a member who leaves takes the messages off the device', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  await named(db, awa, 'Awa Diop');
  await named(db, moussa, 'Moussa Sow');
  const { page: host } = phone;
  const other = await anotherDevice();
  const { page: guest } = other;
  // Chromium itself tells about a link that is down.
  other.console.expect(/net::ERR/);
  await signIn(host, awa);
  const room = await openRoom(host, 'Le puits');
  await write(host, 'Bonjour !');
  await allSent(host, awa.id, link);
  await signIn(guest, moussa);
  await guest.goto(room);
  await guest.getByRole('button', { name: 'Rejoindre' }).click();
  await write(guest, 'Moussa 1');
  await allSent(guest, moussa.id, link);

  await expect(host.getByRole('log').getByText('Moussa 1')).toBeVisible();
  await allSent(host, awa.id, link);
  await host.goto('/conversations');
  await write(guest, 'Moussa 2');
  await write(guest, 'Moussa 3');
  const line = host.getByRole('listitem').filter({ hasText: 'Le puits' });
  await expect(line.getByText('2 non lus')).toBeAttached();
  await host.screenshot({ path: info.outputPath('list.png') });
  await host.getByRole('link', { name: 'Le puits' }).click();
  await expect(host.getByText('Nouveaux messages')).toBeVisible();
  await expect(host.getByRole('log').getByText('Moussa 3')).toBeVisible();
  await host.screenshot({ path: info.outputPath('new.png') });
  await allSent(host, awa.id, link);
  await host.goto('/conversations');
  await expect(line).toBeVisible();
  await expect(line.getByText(/non lu/)).toHaveCount(0);

  // From a message to a conversation of the two.
  await host.goto(room);
  await menuOf(host, 'Moussa 1');
  await host.getByRole('link', { name: 'Écrire à Moussa Sow' }).click();
  await expect(host.getByRole('checkbox', { name: 'Moussa Sow' })).toBeChecked();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('write-to.png') });
  // The server's row tells other names than the device's; who is writing meanwhile writes on in the same field.
  link.down();
  await host.getByRole('button', { name: 'Commencer' }).click();
  await expect(host).toHaveURL(new RegExp(pairId(awa.id as MemberId, moussa.id as MemberId)));
  const field = host.getByLabel('Votre message', { exact: true });
  await field.fill('Tu viens');
  await field.evaluate((el) => el.setAttribute('data-same', ''));
  link.up();
  await online(host);
  await allSent(host, awa.id, link);
  await expect.poll(async () => (await stored(host, awa.id, 'room')).map((r) => r.community)).toContain(null);
  await field.pressSequentially(' samedi');
  await expect(field).toHaveAttribute('data-same', '');
  await write(host, 'Tu viens samedi ?');
  await guest.goto('/conversations');
  await guest.getByRole('link', { name: 'Awa Diop' }).click();
  await expect(guest.getByRole('log').getByText('Tu viens samedi ?')).toBeVisible();

  await guest.goto(room);
  await guest.getByRole('button', { name: 'À propos de ce salon' }).click();
  await guest.screenshot({ path: info.outputPath('details.png') });
  await guest.getByRole('button', { name: 'Quitter' }).click();
  await guest.getByRole('button', { name: 'Quitter' }).last().click();
  await expect(guest).toHaveURL(/conversations$/);
  await allSent(guest, moussa.id, link);
  await expect
    .poll(async () => (await stored(guest, moussa.id, 'message')).map((m) => m['text']))
    .toEqual(['Tu viens samedi ?']);
});

test('T3: a message to a room that was closed meanwhile is refused, and its words stay to be copied', async ({
  installation,
  link,
  phone,
}, info) => {
  const { db } = installation;
  const awa = await installation.person();
  const { page } = phone;
  await signIn(page, awa);
  const room = await openRoom(page, 'La bâche');
  await write(page, 'Awa 1');
  await allSent(page, awa.id, link);
  await shellCached(page);
  link.down();
  await write(page, 'Awa 2');
  await db.query('update room set closed = true where id = $1', [room.split('/').at(-1)]);
  link.up();
  await online(page);
  await expect(page.getByText('Ce salon est fermé.', { exact: true })).toBeVisible();
  await expect(page.getByText('Awa 2')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Copier les mots' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('refused.png') });
  await page.getByRole('button', { name: 'Compris' }).click();
  await expect(page.getByText('Awa 2')).toHaveCount(0);
  expect(await db.query('select from message where text = $1', ['Awa 2'])).toEqual([]);
});

/** From now on the device stores no act, as when its storage is slow. The function that is returned ends that. */
async function slowStorage(page: Page, member: string): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(
    (name) =>
      new Promise<{ over: boolean }>((done) => {
        const state = { over: false };
        const open = indexedDB.open(name);
        open.addEventListener('success', () => {
          const acts = open.result.transaction('outbox', 'readwrite').objectStore('outbox');
          // A transaction lasts as long as it is asked something.
          const ask = () => {
            done(state);
            if (state.over) open.result.close();
            else acts.count().addEventListener('success', ask);
          };
          ask();
        });
      }),
    `egoejo-${member}`,
  );
  return () => held.evaluate((state) => void (state.over = true));
}

test('T3: on a slow device, what is typed while a message is being stored stays, and is sent after it', async ({
  installation,
  link,
  phone,
}) => {
  const { db } = installation;
  const awa = await installation.person();
  const { page } = phone;
  await signIn(page, awa);
  await openRoom(page, 'La source');
  await allSent(page, awa.id, link);
  const field = page.getByLabel('Votre message', { exact: true });
  const send = page.getByRole('button', { name: 'Envoyer', exact: true });
  const stores = await slowStorage(page, awa.id);
  await field.pressSequentially('Awa 1');
  await send.dblclick();
  await expect(field).toHaveValue('');
  await field.pressSequentially('Awa 2');
  await send.click();
  await field.pressSequentially('Awa 3');
  await stores();
  await expect.poll(() => said(page)).toEqual(['Awa 1', 'Awa 2']);
  await allSent(page, awa.id, link);
  await expect(field).toHaveValue('Awa 3');
  await page.reload();
  await expect(field).toHaveValue('Awa 3');
  await send.click();
  await expect.poll(() => said(page)).toEqual(['Awa 1', 'Awa 2', 'Awa 3']);
  await expect(field).toHaveValue('');
  await allSent(page, awa.id, link);
  const rows = await db.query('select text from message where author = $1 order by no', [awa.id]);
  expect(rows.map((row) => row['text'])).toEqual(['Awa 1', 'Awa 2', 'Awa 3']);
});

test('T2: what is typed just before the page is drawn anew stays', async ({ installation, link, phone }) => {
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const { page } = phone;
  // React draws what is not urgent when a message comes through a channel: here, when the test says so.
  await page.addInitScript(() => {
    const send = MessagePort.prototype.postMessage;
    const waiting: (() => void)[] = [];
    let holds = false;
    MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
      if (holds) waiting.push(() => send.call(this, message));
      else send.call(this, message);
    };
    addEventListener('test-hold', () => (holds = true));
    addEventListener('test-draw', () => {
      holds = false;
      for (const draw of waiting.splice(0)) draw();
    });
  });
  await signIn(page, awa);
  const room = await openRoom(page, 'La digue');
  await allSent(page, awa.id, link);
  // Somebody who can be mentioned.
  await installation.db.query(
    `insert into message (id, scope, room, no, author, name, text, written_at)
     values ($1, 'room:' || $2, $2::text::uuid, 1, $3, 'Moussa Sow', 'Moussa 1', now())`,
    [newId(), room.split('/').at(-1), moussa.id],
  );
  await page.reload();
  const field = page.getByLabel('Votre message', { exact: true });
  await expect(field).toHaveAttribute('aria-autocomplete', 'list');
  await field.focus();
  await page.evaluate(() => {
    dispatchEvent(new Event('test-hold'));
    // A keyboard comes over the page, so that the field is drawn higher.
    Object.defineProperty(visualViewport, 'height', { value: innerHeight - 240 });
    visualViewport?.dispatchEvent(new Event('scroll'));
  });
  await page.keyboard.insertText('Bonsoir');
  await page.evaluate(() => dispatchEvent(new Event('test-draw')));
  await expect(page.locator('form[data-page-bar=room]')).toHaveCSS('bottom', '240px');
  await expect(field).toHaveValue('Bonsoir');
});
