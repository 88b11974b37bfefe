/** Sheets and dialogs: every way to close one leaves the page as it was, with the focus where it was. */
import { expect, signIn, test } from '../../support/shared-server.ts';

test('a sheet closes by Escape, by Back, by a tap outside and by its handle, and gives the focus back @long', async ({
  installation,
  phone: { page },
}) => {
  await signIn(page, await installation.person(100));
  const project = await installation.project('Le puits du haut');
  await page.goto('/projets');
  await page.getByRole('searchbox').fill(project.title);
  await page.getByRole('link', { name: project.title }).click();
  const opener = page.getByRole('button', { name: 'Planter des grains' });
  const sheet = page.getByRole('dialog', { name: 'Planter des grains' });
  const ways = {
    escape: () => page.keyboard.press('Escape'),
    back: () => page.evaluate(() => history.back()),
    outside: () => page.mouse.click(20, 20),
    handle: () => sheet.getByRole('button', { name: 'Fermer' }).click(),
  };
  for (const [way, close] of Object.entries(ways)) {
    await opener.click();
    await expect(sheet, way).toBeVisible();
    // The page under it takes no focus.
    for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.closest('dialog, main')?.tagName ?? 'BODY');
    expect(await focused(), way).not.toBe('MAIN');
    await close();
    await expect(sheet, way).toHaveCount(0);
    await expect(opener, way).toBeFocused();
    expect(new URL(page.url()).pathname, way).toBe(`/projets/${project.id}`);
  }
  // Text selected inside may be released outside.
  await opener.click();
  const title = await sheet.getByRole('heading').boundingBox();
  await page.mouse.move(title!.x + 5, title!.y + 5);
  await page.mouse.down();
  await page.mouse.move(20, 20);
  await page.mouse.up();
  await expect(sheet).toBeVisible();
});
