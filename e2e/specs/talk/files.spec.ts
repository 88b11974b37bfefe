/** Photos, voice notes and files of messages: made without a network, sent when it returns, seen and heard by others. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { notifyMoved } from '@egoejo/server/sync/pokes/pokes.ts';
import { photo } from '@egoejo/server/testing/photos.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, stored, allSent, test } from '../../support/shared-server.ts';
import type { SharedInstallation } from '../../support/shared-server.ts';

/** A microphone that beeps, which the member has allowed. */
const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
test.use({ deviceOptions: { viewport: { width: 360, height: 740 }, args: microphone } });

const online = (page: Page): Promise<unknown> => page.evaluate(() => dispatchEvent(new Event('online')));
const log = (page: Page) => page.getByRole('log');
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Envoyer', exact: true }).click();

async function named(installation: SharedInstallation, name: string) {
  const person = await installation.person();
  await installation.db.query('update member set name = $2 where id = $1', [person.id, name]);
  return person;
}
async function openRoom(page: Page, title: string): Promise<string> {
  await page.goto('/conversations/nouveau');
  await page.getByLabel('Nom du salon').fill(title);
  await page.getByRole('button', { name: 'Ouvrir un salon' }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  return page.url();
}

/** Records until the clock of the recording shows two seconds. */
async function record(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enregistrer un message vocal' }).click();
  await expect(page.getByRole('timer')).toHaveText('0:02');
}
/** Plays the last voice note on the page from its beginning to its end. */
async function hear(page: Page): Promise<void> {
  const place = page.getByRole('slider', { name: 'Place dans le message vocal' }).last();
  await page.getByRole('button', { name: 'Écouter', exact: true }).last().click();
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  await expect(place).toHaveAttribute('aria-valuenow', '1');
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toHaveCount(0);
  await expect(place).toHaveAttribute('aria-valuenow', '0');
}
/** Chooses a file in the sheet *Joindre*. */
async function attach(page: Page, kind: 'Photo' | 'Fichier', file: string): Promise<void> {
  await page.getByRole('button', { name: 'Joindre', exact: true }).click();
  await page.getByRole('dialog').getByLabel(kind, { exact: true }).setInputFiles(file);
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('T1, T2: a voice note is recorded and heard without a network, arrives once, and the other hears it', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  const { page: host } = phone;
  const other = await anotherDevice();
  const { page: guest } = other;
  // Chromium itself tells about a link that is down.
  other.console.expect(/net::ERR/);
  await signIn(host, awa);
  const room = await openRoom(host, 'Le four à pain');
  await allSent(host, awa.id, link);
  await signIn(guest, moussa);
  await guest.goto(room);
  await guest.getByRole('button', { name: 'Rejoindre' }).click();
  await Promise.all([shellCached(host), shellCached(guest)]);
  await Promise.all([allSent(host, awa.id, link), allSent(guest, moussa.id, link)]);

  link.down();
  await host.screenshot({ path: info.outputPath('empty.png') });
  await record(host);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('recording.png') });
  await host.getByRole('button', { name: 'Effacer l’enregistrement' }).click();
  const draft = host.getByRole('group', { name: 'Joint au message : Message vocal' });
  await expect(host.getByRole('button', { name: 'Enregistrer un message vocal' })).toBeVisible();
  await expect.poll(() => stored(host, awa.id, 'files')).toEqual([]);
  // When the page is closed during a recording, the part recorded so far is kept.
  await record(host);
  await host.reload();
  await expect(draft).toBeVisible();
  await draft.getByRole('button', { name: 'Retirer : Message vocal' }).click();
  await record(host);
  await host.getByRole('button', { name: 'Terminer' }).click();
  await expect(draft).toBeVisible();
  await hear(host);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('recorded.png') });
  await host.reload();
  await expect(draft).toBeVisible();
  await send(host);
  await expect(draft).toHaveCount(0);
  await expect(log(host).getByText('en attente', { exact: true })).toBeVisible();
  await hear(host);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('waiting.png') });

  link.up();
  await Promise.all([online(host), online(guest)]);
  const note = log(guest).getByRole('group', { name: 'Message de Awa Diop : Message vocal' });
  await expect(note.getByRole('button', { name: 'Écouter' })).toBeVisible();
  await expect.poll(() => stored(host, awa.id, 'files')).toEqual([]);
  await expect(log(host).getByRole('slider')).toHaveCount(1);
  await hear(guest);
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('heard.png') });
  await guest.getByRole('button', { name: /^Vitesse/ }).click();
  await expect(guest.getByRole('button', { name: 'Vitesse : 1,5' })).toBeVisible();
  await guest.getByRole('slider').press('End');
  await expect(guest.getByRole('slider')).not.toHaveAttribute('aria-valuenow', '0');
  // What was heard once is on the device.
  await allSent(guest, moussa.id, link);
  link.down();
  await guest.reload();
  await hear(guest);
  link.up();
  await Promise.all([online(host), online(guest)]);
  await guest.goto('/conversations');
  await expect(guest.getByText('Awa Diop : Message vocal')).toBeVisible();
  expect(await installation.db.query('select state from message_file where author = $1', [awa.id])).toEqual([
    { state: 'stored' },
  ]);
});

test('T1, T2: a photo and a file reach the other as they are; what is no photo is refused at once', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  const { page: host } = phone;
  const dark = { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' } as const;
  // Here the member has not allowed the microphone.
  const { page: guest } = await anotherDevice({ ...dark, args: ['--use-fake-device-for-media-stream'] });
  const [picture, fake, plan] = ['four.png', 'faux.jpg', 'plan du four.txt'].map((name) => info.outputPath(name));
  await writeFile(picture ?? '', await photo(800, 600));
  await writeFile(fake ?? '', 'Ceci n’est pas une photo.');
  await writeFile(plan ?? '', 'Dix briques.');
  await signIn(host, awa);
  const room = await openRoom(host, 'Le four à pain');
  await allSent(host, awa.id, link);
  await signIn(guest, moussa);
  await guest.goto(room);
  await guest.getByRole('button', { name: 'Rejoindre' }).click();
  await guest.getByRole('button', { name: 'Enregistrer un message vocal' }).click();
  await expect(guest.getByText(/^Le navigateur ne permet pas le micro/)).toBeVisible();

  await host.getByRole('button', { name: 'Joindre', exact: true }).click();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('attach.png') });
  await host.keyboard.press('Escape');
  await attach(host, 'Photo', fake ?? '');
  await expect(host.getByText(/^Ce fichier n’est pas une photo utilisable/)).toBeVisible();
  await host.screenshot({ path: info.outputPath('no-photo.png') });
  await attach(host, 'Photo', picture ?? '');
  await expect(host.getByRole('group', { name: 'Joint au message : Photo' })).toBeVisible();
  await expect(host.getByText(/^Ce fichier n’est pas une photo utilisable/)).toHaveCount(0);
  await host.getByLabel('Votre message', { exact: true }).fill('Le four, **enfin** !');
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('attached.png') });
  await send(host);
  await expect(log(host).getByText('Le four,')).toBeVisible();
  await attach(host, 'Fichier', plan ?? '');
  await expect(host.getByRole('group', { name: 'Joint au message : plan du four.txt' })).toBeVisible();
  await host.getByRole('button', { name: 'Retirer : plan du four.txt' }).click();
  await expect(host.getByRole('group', { name: /^Joint/ })).toHaveCount(0);
  await attach(host, 'Fichier', plan ?? '');
  await send(host);
  await expect(log(host).getByText('plan du four.txt')).toBeVisible();
  await record(host);
  await host.getByRole('button', { name: 'Terminer' }).click();
  await host.getByRole('group', { name: /^Joint/ }).waitFor();
  await send(host);

  const large = log(guest).getByRole('button', { name: /^Agrandir/ });
  await expect(large).toBeVisible();
  const saved = log(guest).getByRole('link', { name: 'Télécharger plan du four.txt' });
  await expect(saved).toBeVisible();
  await expect(log(guest).getByRole('slider')).toBeVisible();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('both-dark.png') });
  await large.click();
  await expect(guest.getByRole('dialog').getByRole('img', { name: 'Le four, enfin !' })).toBeVisible();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('large-dark.png') });
  await guest.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
  const [download] = await Promise.all([guest.waitForEvent('download'), saved.click()]);
  expect(download.suggestedFilename()).toBe('plan du four.txt');
  expect(await readFile(await download.path(), 'utf8')).toBe('Dix briques.');

  await expect.poll(() => stored(host, awa.id, 'files')).toEqual([]);
  await allSent(host, awa.id, link);
  await host.screenshot({ path: info.outputPath('both.png') });
  await log(host).getByRole('button', { name: 'Votre message : que faire ?' }).last().click();
  await expect(host.getByRole('button', { name: 'Répondre' })).toBeVisible();
  await expect(host.getByRole('button', { name: 'Copier les mots' })).toHaveCount(0);
  await host.getByRole('button', { name: 'Répondre' }).click();
  await host.getByLabel('Votre message', { exact: true }).fill('Encore moi');
  await send(host);
  await expect(log(host).getByRole('button', { name: 'Aller au message de Awa Diop : Message vocal' })).toBeVisible();
  await allSent(host, awa.id, link);
  await host.goto('/conversations');
  await expect(host.getByText('Vous : Encore moi')).toBeVisible();
});

test('T3: a message that is refused gives its words and its file back', async ({ installation, link, phone }, info) => {
  const awa = await named(installation, 'Awa Diop');
  const { page } = phone;
  const plan = info.outputPath('plan.txt');
  await writeFile(plan, 'Dix briques.');
  await signIn(page, awa);
  const room = await openRoom(page, 'La bâche');
  await allSent(page, awa.id, link);
  await shellCached(page);
  link.down();
  await attach(page, 'Fichier', plan);
  await page.getByLabel('Votre message', { exact: true }).fill('Le plan');
  await send(page);
  const closed = async (on: boolean) => {
    const moved = await installation.db.query<{ scope: Scope }>(
      'update room set closed = $2 where id = $1 returning scope',
      [room.split('/').at(-1), on],
    );
    await notifyMoved(
      installation.db,
      moved.map(({ scope }) => scope),
    );
  };
  await closed(true);
  link.up();
  await online(page);
  await expect(page.getByText('Ce salon est fermé.', { exact: true })).toBeVisible();
  await closed(false);
  await expect(log(page).getByText('plan.txt')).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('refused.png') });
  await page.getByRole('button', { name: 'Reprendre ce message' }).click();
  await expect(page.getByRole('group', { name: 'Joint au message : plan.txt' })).toBeVisible();
  await expect(page.getByLabel('Votre message', { exact: true })).toHaveValue('Le plan');
  await expect(page.getByText('Ce salon est fermé.', { exact: true })).toHaveCount(0);
  await send(page);
  await expect(log(page).getByRole('link', { name: 'Télécharger plan.txt' })).toBeVisible();
});
