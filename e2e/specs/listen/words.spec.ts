/** The words of a track (L1, L4): written without a network, followed while it is heard, and along with it. */
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { named, online, PREPARED_MS, preparesSounds, tone } from '../../support/sounds.ts';
import { allSent, expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const SONG = `WEBVTT

00:00.000 --> 00:10.000
Le puits est profond

00:10.000 --> 00:20.000
la nuit l’est aussi

00:20.000 --> 00:40.000
et la corde est longue
`;

const open = (page: Page): Promise<void> => page.locator('summary', { hasText: 'Paroles' }).click();

test('L1 L4: words of a file are saved without a network, follow the sound, and come along with it', async ({
  installation: { db },
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  // The server prepares the sound in four qualities meanwhile.
  test.slow();
  if (!preparesSounds(info)) return;
  const awa = await named(installation, 'Awa Diop');
  const { page } = phone;
  phone.console.expect(/net::ERR/);
  const path = info.outputPath('Le_puits.wav');
  await writeFile(path, tone(40));
  await signIn(page, awa);
  await page.goto('/ecouter/ajouter');
  await page.getByLabel('Choisir des fichiers').setInputFiles(path);
  await page.getByRole('button', { name: 'Ajouter ce son' }).click();
  const state = (): Promise<unknown> =>
    db.query('select state from track where author = $1', [awa.id]).then(([row]) => row?.['state']);
  await expect.poll(state, { timeout: PREPARED_MS }).toBe('ready');
  await page.getByRole('link', { name: 'Le puits' }).click();
  await expect(page.getByRole('button', { name: 'Écouter : Le puits' })).toBeVisible();
  await page.getByRole('link', { name: 'Écrire les paroles' }).click();
  const words = page.getByRole('textbox', { name: 'Paroles' });
  await expect(words).toHaveValue('');
  await shellCached(page);

  link.down();
  await page
    .getByLabel('Depuis un fichier (VTT, LRC…)')
    .setInputFiles({ name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.from('  \n') });
  await expect(page.getByText('Aucune parole n’a été trouvée dans ce fichier.')).toBeVisible();
  await page
    .getByLabel('Depuis un fichier (VTT, LRC…)')
    .setInputFiles({ name: 'puits.vtt', mimeType: 'text/vtt', buffer: Buffer.from(SONG) });
  await expect(words).toHaveValue(/^\[0:00\.0\] Le puits est profond\n\[0:10\.0\]/);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('write.png'), fullPage: true });
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await open(page);
  await expect(page.getByRole('button', { name: 'la nuit l’est aussi' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  expect(await db.query('select text from track_words')).toEqual([]);

  link.up();
  await online(page);
  await allSent(page, awa.id, link);
  const lines = ['[0:00.0] Le puits est profond', '[0:10.0] la nuit l’est aussi', '[0:20.0] et la corde est longue'];
  expect(await db.query('select part, text from track_words')).toEqual([{ part: 0, text: lines.join('\n') }]);
  await page.getByRole('button', { name: 'la nuit l’est aussi' }).click();
  const heard = page.locator('button[aria-current=true]');
  await expect(heard).toHaveText(/la nuit l’est aussi/);
  await page.screenshot({ path: info.outputPath('heard.png'), fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: info.outputPath('wide-dark.png') });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });

  // Words that were written here, and not looked at since, are the ones that are along.
  await page.getByRole('button', { name: /^Emporter/ }).click();
  await expect(page.getByText(/^Sur cet appareil · /)).toBeVisible({ timeout: PREPARED_MS });
  await page.getByRole('link', { name: 'Écrire les paroles' }).click();
  await words.fill([...lines, '[0:30.0] personne ne puise'].join('\n'));
  link.down();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('link', { name: 'Écrire les paroles' })).toBeVisible();
  link.up();
  await online(page);
  await allSent(page, awa.id, link);
  link.down();
  await page.reload();
  await page.getByRole('link', { name: 'Écrire les paroles' }).click();
  await expect(words).toHaveValue(/personne ne puise$/);
  await page.goBack();
  link.up();
  await online(page);

  await page.getByLabel('Une communauté').check();
  await page.getByRole('button', { name: 'Enregistrer ce choix' }).click();
  await allSent(page, awa.id, link);
  const { page: guest, console: complaints } = await anotherDevice();
  complaints.expect(/net::ERR/);
  await signIn(guest, await named(installation, 'Moussa Sow'));
  await guest.goto('/ecouter');
  await guest.getByRole('link', { name: 'Le puits' }).click();
  await guest.getByRole('button', { name: /^Emporter/ }).click();
  await expect(guest.getByText(/^Sur cet appareil · /)).toBeVisible({ timeout: PREPARED_MS });
  await shellCached(guest);
  link.down();
  await guest.reload();
  await open(guest);
  await expect(guest.getByRole('button', { name: 'et la corde est longue' })).toBeVisible();
  await expectAccessible(guest);
});
