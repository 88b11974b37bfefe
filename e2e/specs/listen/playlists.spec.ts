/** Playlists: made and put in order without a network, on two phones, alone and with a community; likes. */
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { allSent, expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { named, online, tone } from '../../support/sounds.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const TITLES = ['Le puits', 'La route', 'Le soir'] as const;
const [WELL, ROAD, EVENING] = TITLES;

const items = (page: Page) => page.getByRole('list', { name: 'Morceaux de la liste' });
/** The titles of the open playlist, from above. */
const order = async (page: Page): Promise<string[]> => items(page).getByRole('heading').allTextContents();
const handle = (page: Page, title: string) => page.getByRole('button', { name: `Déplacer ou retirer : ${title}` });

/** Adds a track of the list to the playlist, or to a new one. */
async function add(page: Page, title: string, to: { list: string } | { fresh: string }): Promise<void> {
  await page.getByRole('button', { name: `Plus : ${title}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ajouter à une liste' }).click();
  const sheet = page.getByRole('dialog', { name: 'Ajouter à une liste' });
  if ('list' in to) {
    await sheet.getByRole('button', { name: to.list }).click();
  } else {
    await sheet.getByLabel('Titre d’une nouvelle liste').fill(to.fresh);
    await expectAccessible(page);
    await sheet.getByRole('button', { name: 'Créer et ajouter' }).click();
  }
}

/** Adds sounds by their files. */
async function give(page: Page, files: readonly string[]): Promise<void> {
  await page.getByRole('link', { name: 'Ajouter des sons' }).first().click();
  await page.getByLabel('Choisir des fichiers').setInputFiles([...files]);
  await page.getByRole('button', { name: /^Ajouter ce/ }).click();
}

/** Drags a line by its handle, below another one. */
async function drag(page: Page, title: string, below: string): Promise<void> {
  await handle(page, below).scrollIntoViewIfNeeded();
  const [from, to] = [await handle(page, title).boundingBox(), await handle(page, below).boundingBox()];
  if (!from || !to) throw new Error('a handle is not on the screen');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y + to.height, { steps: 5 });
  await page.mouse.up();
}

test('L6: a playlist is made and put in order without a network, on two phones, and changed by a community together', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  test.slow();
  const [awa, moussa] = [await named(installation, 'Awa Diop'), await named(installation, 'Moussa Sow')];
  const { page: first } = phone;
  const others = [await anotherDevice(), await anotherDevice()] as const;
  // The browser itself reports requests that failed on a bad link.
  for (const { console } of others) console.expect(/net::ERR/);
  const [second, guest] = others.map(({ page }) => page) as [Page, Page];
  const files = [...TITLES, 'La pluie'].map((title) => info.outputPath(`${title.replace(' ', '_')}.wav`));
  for (const file of files) await writeFile(file, tone(20));
  await signIn(first, awa);
  await first.goto('/ecouter');
  await shellCached(first);
  await allSent(first, awa.id, link);

  link.down();
  await give(first, files.slice(0, 3));
  await add(first, WELL, { fresh: 'Pour le soir' });
  await add(first, ROAD, { list: 'Pour le soir' });
  await add(first, EVENING, { list: 'Pour le soir' });
  // What is there already is said, and not added again.
  await add(first, EVENING, { list: 'Pour le soir' });
  await expect(first.getByText('Déjà dans « Pour le soir » : rien n’est ajouté.')).toBeVisible();
  await expectAccessible(first);
  await first.keyboard.press('Escape');
  await first.getByRole('link', { name: 'Pour le soir' }).click();
  await expect.poll(() => order(first)).toEqual([...TITLES]);
  await first.reload();
  await expect.poll(() => order(first)).toEqual([...TITLES]);
  await expectAccessible(first);
  await first.screenshot({ path: info.outputPath('made.png'), fullPage: true });

  link.up();
  await online(first);
  await allSent(first, awa.id, link);
  await signIn(second, awa);
  await second.goto('/ecouter/listes');
  await shellCached(second);
  await expect(second.getByText('3 morceaux')).toBeVisible();
  await expectAccessible(second);
  await second.getByRole('link', { name: 'Pour le soir' }).click();
  await expect.poll(() => order(second)).toEqual([...TITLES]);

  link.down();
  await handle(first, EVENING).click();
  await expectAccessible(first);
  await first.getByRole('button', { name: 'En premier' }).click();
  await expect.poll(() => order(first)).toEqual([EVENING, WELL, ROAD]);
  await expect(first.getByText('Déplacé en 1re place, sur 3')).toBeAttached();
  await expect(handle(first, EVENING)).toBeFocused();
  await drag(second, WELL, EVENING);
  await expect.poll(() => order(second)).toEqual([ROAD, EVENING, WELL]);
  await handle(second, WELL).press('ArrowUp');
  await handle(second, WELL).press('ArrowDown');
  await expect.poll(() => order(second)).toEqual([ROAD, EVENING, WELL]);
  await expect(handle(second, WELL)).toBeFocused();
  link.up();
  await Promise.all([online(first), online(second)]);
  await allSent(first, awa.id, link);
  await allSent(second, awa.id, link);
  // Both moves stand, on both phones.
  for (const page of [first, second]) await expect.poll(() => order(page)).toEqual([EVENING, ROAD, WELL]);

  await first.getByLabel('Une communauté').check();
  await first.getByRole('switch', { name: 'À plusieurs' }).click();
  await expectAccessible(first);
  await first.getByRole('button', { name: 'Enregistrer ce choix' }).click();
  await allSent(first, awa.id, link);
  await signIn(guest, moussa);
  await guest.goto('/ecouter');
  await give(guest, files.slice(3));
  await add(guest, 'La pluie', { list: 'Pour le soir' });
  await guest.getByRole('link', { name: 'Pour le soir' }).click();
  // The tracks of the other one are theirs alone.
  await expect(items(guest).getByText('Un morceau que vous ne pouvez pas écouter')).toHaveCount(3);
  await expect(guest.getByText('Awa Diop')).toBeVisible();
  await expectAccessible(guest);
  await guest.screenshot({ path: info.outputPath('guest.png'), fullPage: true });
  await allSent(guest, moussa.id, link);
  await expect(items(first).getByText('Un morceau que vous ne pouvez pas écouter')).toHaveCount(1);
  await handle(first, 'Un morceau que vous ne pouvez pas écouter').click();
  await first.getByRole('button', { name: 'Retirer de la liste' }).click();
  await allSent(first, awa.id, link);
  await expect(guest.getByRole('link', { name: 'La pluie' })).toHaveCount(0);

  await items(first).getByRole('link', { name: WELL }).click();
  await first.getByRole('button', { name: `J’aime : ${WELL}` }).click();
  await expect(first.getByRole('button', { name: `J’aime : ${WELL}`, pressed: true })).toBeVisible();
  await expectAccessible(first);
  await allSent(first, awa.id, link);
  await second.goto('/ecouter/aimes');
  await expect(second.getByRole('link', { name: WELL })).toBeVisible();
  await expectAccessible(second);
  await second.screenshot({ path: info.outputPath('liked.png') });
});
