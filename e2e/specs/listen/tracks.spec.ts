/** Tracks: added without a network, prepared by the server, heard by their member and by those they are shared with. */
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';
import { named, online, PREPARED_MS, preparesSounds, tone } from '../../support/sounds.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** Plays the track *Le puits* that the page shows until two seconds of it have sounded, and pauses it. */
async function hear(page: Page): Promise<void> {
  const main = page.getByRole('main');
  const place = main.getByRole('slider', { name: 'Place dans le morceau' });
  await main.getByRole('button', { name: 'Écouter : Le puits' }).click();
  await expect(main.getByRole('button', { name: 'Pause : Le puits' })).toBeVisible();
  await expect.poll(async () => Number(await place.getAttribute('aria-valuenow'))).toBeGreaterThan(1);
  await main.getByRole('button', { name: 'Pause : Le puits' }).click();
}

test('L1, L4: a tone is added without a network, prepared, heard, and shared with a community whose members hear it', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  // The server prepares the sound in four qualities meanwhile.
  test.slow();
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  const { page: host } = phone;
  const { page: guest } = await anotherDevice();
  const [sound, empty] = [info.outputPath('03 - Le_puits.wav'), info.outputPath('vide.wav')];
  await writeFile(sound, tone());
  await writeFile(empty, '');
  await signIn(host, awa);
  await host.goto('/ecouter');
  await expect(host.getByRole('heading', { name: 'Rien à écouter pour l’instant' })).toBeVisible();
  await expectAccessible(host);
  await shellCached(host);
  await allSent(host, awa.id, link);

  link.down();
  await host.getByRole('link', { name: 'Ajouter des sons' }).click();
  await host.getByLabel('Choisir des fichiers').setInputFiles([sound, empty]);
  await expect(host.getByText(/vide\.wav.*est vide/)).toBeVisible();
  await expect(host.getByLabel('Titre')).toHaveValue('Le puits');
  await host.getByLabel('Artistes').fill('Les voisins');
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('adding.png'), fullPage: true });
  await host.getByRole('button', { name: 'Ajouter ce son' }).click();
  await expect(host.getByRole('link', { name: 'Le puits' })).toBeVisible();
  await host.reload();
  await expect(host.getByRole('link', { name: 'Le puits' })).toBeVisible();
  await expect.poll(async () => (await stored(host, awa.id, 'files')).length).toBe(1);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('waiting.png') });

  link.up();
  await online(host);
  const prepared = (): Promise<unknown> =>
    installation.db.query('select state from track where author = $1', [awa.id]).then(([row]) => row?.['state']);
  if (!preparesSounds(info)) {
    // The server keeps the file, and the page says that it waits.
    await expect.poll(prepared).toBe('preparing');
    await expect(host.getByText('en préparation')).toBeVisible();
    return;
  }
  await expect.poll(prepared, { timeout: PREPARED_MS }).toBe('ready');
  await allSent(host, awa.id, link);
  await host.getByRole('link', { name: 'Le puits' }).click();
  await hear(host);
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('heard.png'), fullPage: true });
  // The bar of the player stays on other pages, and goes on there.
  await host.getByRole('link', { name: 'Accueil' }).click();
  const bar = host.getByRole('region', { name: 'Ce que vous écoutez' });
  await bar.getByRole('button', { name: 'Écouter : Le puits' }).click();
  await expect(bar.getByRole('button', { name: 'Pause : Le puits' })).toBeVisible();
  await expectAccessible(host);
  await host.screenshot({ path: info.outputPath('bar.png') });
  await bar.getByRole('link', { name: 'Le puits' }).click();
  await host.getByRole('slider').press('End');
  await expect(host.getByRole('slider')).toHaveAttribute('aria-valuenow', '0');

  await host.getByLabel('Une communauté').check();
  await host.getByRole('button', { name: 'Enregistrer ce choix' }).click();
  await allSent(host, awa.id, link);
  await signIn(guest, moussa);
  await guest.goto('/ecouter');
  await guest.getByRole('link', { name: 'Le puits' }).click();
  await expect(guest.getByText('Awa Diop')).toBeVisible();
  await hear(guest);
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('guest.png'), fullPage: true });
  // What was heard goes on where it was.
  await guest.reload();
  await guest.getByRole('main').getByRole('button', { name: 'Écouter : Le puits' }).click();
  await expect(guest.getByRole('slider')).not.toHaveAttribute('aria-valuenow', /^[01]$/);

  await host.getByRole('button', { name: 'Retirer' }).click();
  await host.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await allSent(host, awa.id, link);
  await expect(guest.getByRole('heading', { name: 'Ce morceau n’est pas sur cet appareil' })).toBeVisible();
});
