/** Concepts: added and linked by an animator without a network, seen by a member, walked by keyboard; the drawn sky. */
import type { Page } from '@playwright/test';
import { countDraws, drawnFrames, setVisibility } from '../../support/page/draws.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const level = (page: Page, n: number) => page.evaluate((eco) => localStorage.setItem('egoejo.eco', eco), String(n));

test('S2 S5: an animator adds a concept and links it without a network; a member finds it by keyboard', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [moussa, awa] = [await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  const project = await installation.project('Le fournil du hameau');
  await installation.project('Le fournil du bourg');
  const { page } = phone;
  await signIn(page, moussa);
  await shellCached(page);
  await page.goto(`/communautes/${community}`);
  await page.getByRole('link', { name: 'Animer' }).click();
  await page.getByRole('link', { name: 'Constellation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Idées du ciel' })).toBeVisible();
  await expectAccessible(page);
  link.down();
  await page.getByRole('textbox', { name: 'Nom' }).first().fill('Les semences');
  // The next one is typed and added before the first one is written.
  await page.getByRole('button', { name: 'Ajouter' }).evaluate(async (button: HTMLButtonElement) => {
    const [title, summary] = button.form!.querySelectorAll('input');
    const type = (field: HTMLInputElement, words: string): void => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(field, words);
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    button.click();
    type(title!, 'Le pain');
    type(summary!, 'Du grain au four.');
    await Promise.resolve();
    button.click();
  });
  const bread = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Le pain/ }) });
  await expect(bread.getByText('en attente')).toBeVisible();
  await bread.getByLabel('Chercher un projet à relier').fill('fournil');
  // Both taps come before the first one is written; neither may be taken for a double tap of the other.
  await bread.getByRole('button', { name: /^Relier « Le fournil/ }).evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLElement).click();
  });
  for (const place of ['hameau', 'bourg'])
    await expect(bread.getByRole('button', { name: `Détacher « Le fournil du ${place} »` })).toBeVisible();
  await bread.getByLabel('Relier une idée').selectOption({ label: 'Les semences' });
  await expect(bread.getByRole('button', { name: 'Détacher « Les semences »' })).toBeVisible();
  await expectAccessible(page);
  await bread.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(bread.getByText('en attente')).toBeHidden();

  const other = await anotherDevice();
  await signIn(other.page, awa);
  await level(other.page, 3);
  await other.page.goto('/constellation');
  const concept = other.page.getByRole('button', { name: /^Le pain/ });
  await expect(concept).toBeVisible();
  await level(other.page, 5);
  await other.page.reload();
  await concept.focus();
  await other.page.keyboard.press('ArrowRight');
  await expect(concept).toHaveAttribute('aria-expanded', 'true');
  await expect(other.page.getByText('Du grain au four.')).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot({ path: info.outputPath('list.png') });
  // Its projects, then the concept beside it, which opens in its own place.
  await other.page.keyboard.press('ArrowDown');
  await expect(other.page.getByRole('link', { name: 'Le fournil du bourg' }).first()).toBeFocused();
  await other.page.keyboard.press('ArrowDown');
  await expect(other.page.getByRole('link', { name: project.title }).first()).toBeFocused();
  await other.page.keyboard.press('ArrowDown');
  await other.page.keyboard.press('Enter');
  const seeds = other.page.getByRole('button', { name: /^Les semences/, expanded: true });
  await expect(seeds).toBeFocused();
  await other.page.keyboard.press('ArrowLeft');
  await expect(other.page.locator('[aria-expanded=true]')).toHaveCount(0);
  await concept.focus();
  await other.page.keyboard.press('ArrowRight');
  for (const _ of ['bourg', 'hameau']) await other.page.keyboard.press('ArrowDown');
  await other.page.keyboard.press('Enter');
  await expect(other.page.getByRole('heading', { level: 1, name: project.title })).toBeVisible();

  // Deleted with its links; the project stays.
  await bread.getByRole('button', { name: 'Supprimer cette idée' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
  await expect(bread).toBeHidden();
  await expect.poll(() => db.query(`select id from concept where title = 'Le pain'`)).toEqual([]);
  expect(await db.query('select id from concept_link where target = $1', [project.id])).toEqual([]);
  await level(other.page, 3);
  await other.page.reload();
  await expect(concept).toBeHidden();
  await expect(other.page.getByRole('heading', { level: 1, name: project.title })).toBeVisible();
});

test('the sky draws stars, lines and names in few calls, and nothing while the page is hidden @long', async ({
  anotherDevice,
}) => {
  const awa = { id: '', email: 'awa@example.org', password: 'grains-du-matin' };
  const { page } = await anotherDevice({ webgl: true });
  await countDraws(page);
  await signIn(page, awa);
  await level(page, 1);
  await page.goto('/constellation');
  await expect(page.getByRole('button', { name: /^Cultiver en ville/ })).toBeVisible();
  await expect.poll(async () => (await drawnFrames(page)).at(-1)?.draws ?? 0).toBe(3);
  // It turns by itself until the page is hidden.
  const seen = (await drawnFrames(page)).length;
  await expect.poll(async () => (await drawnFrames(page)).length).toBeGreaterThan(seen);
  await setVisibility(page, 'hidden');
  const hidden = (await drawnFrames(page)).length;
  // Many frames of the browser later.
  await page.evaluate(async () => {
    for (let i = 0; i < 30; i++) await new Promise((frame) => requestAnimationFrame(frame));
  });
  expect((await drawnFrames(page)).length).toBe(hidden);
  await setVisibility(page, 'visible');
  await expect.poll(async () => (await drawnFrames(page)).length).toBeGreaterThan(hidden);
  expect(Math.max(...(await drawnFrames(page)).map((f) => f.draws))).toBeLessThanOrEqual(20);
});

test('level 3: a concept tapped in the flat sky shows its projects and its neighbours @long', async ({
  anotherDevice,
}) => {
  const { page } = await anotherDevice();
  await signIn(page, { id: '', email: 'awa@example.org', password: 'grains-du-matin' });
  await level(page, 3);
  await page.goto('/constellation');
  const canvas = page.locator('canvas[data-sky=flat]');
  await expect(canvas).toBeVisible();
  const box = (await canvas.boundingBox())!;
  const card = page.locator('section[aria-label]').filter({ has: page.getByRole('button', { name: 'Fermer' }) });
  // The nearest star to some point is within a finger's reach of it.
  for (let i = 0; (await card.count()) === 0 && i < 100; i++)
    await canvas.click({
      position: { x: (((i % 10) + 0.5) * box.width) / 10, y: ((Math.floor(i / 10) + 0.5) * box.height) / 10 },
    });
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Fermer' }).click();
  await expect(card).toBeHidden();
});
