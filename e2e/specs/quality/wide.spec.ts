/** A wide screen shows lists and what they hold side by side. */
import { expect, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 1280, height: 800 } } });

test('the list keeps its place beside the project; Enter opens one and moves the focus to its title @long', async ({
  installation,
  phone: { page },
}, info) => {
  const titles = ['Un four', 'Une mare', 'Des haies', 'Un bac', 'Un puits', 'Un verger', 'Un abri', 'Une rampe'];
  for (const title of titles) await installation.project(`${title} du hameau`);
  await signIn(page, await installation.person(40));
  await page.goto('/projets');
  const list = page.getByRole('list', { name: 'Projets' });
  const open = list.locator('a[aria-current]');
  const pane = page.locator('main').getByRole('heading', { level: 2 }).and(page.locator('[tabindex="-1"]'));
  // The first one is open, and the page is still that of the list.
  await expect(open).toHaveCount(1);
  await expect(pane).toHaveText((await open.textContent()) ?? '');
  await expect(page).toHaveTitle('Projets · EGOEJO');
  await expectAccessible(page);

  await list.evaluate((element) => element.setAttribute('data-same', ''));
  const sixth = list.getByRole('link').nth(5);
  await sixth.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(0);
  const title = (await sixth.textContent()) ?? '';
  await sixth.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/projets\/[\da-f-]{36}$/);
  await expect(pane).toHaveText(title);
  await expect(pane).toBeFocused();
  await expect(page).toHaveTitle(`${title} · EGOEJO`);
  await expect(open).toHaveText(title);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await expect(page.locator('[data-same]')).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('projects.png') });
  await page.goBack();
  await expect(page).toHaveTitle('Projets · EGOEJO');
  await expect(page.locator('[data-same]')).toHaveCount(1);
});

test('votes, communities, books and one’s own pages open beside their lists; acts have their place in the rail @long', async ({
  installation,
  phone: { page },
}, info) => {
  const options = ['Mardi', 'Jeudi'].map((label) => ({ id: label, label }));
  const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options });
  const awa = await installation.person(40);
  await signIn(page, awa);
  const [work] = await installation.db.query<{ id: string }>('select id from work order by title desc limit 1');
  for (const [path, lists, inside] of [
    ['/votes', 'Votes', `/votes/${poll}`],
    ['/communautes', 'Communautés', `/communautes/${installation.community}`],
    ['/lire/catalogue', 'Catalogue', `/lire/catalogue/${work?.id}`],
    ['/moi', 'Moi', '/moi/reglages'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: lists })).toBeVisible();
    // The first one is open, and marked in the list.
    const first = page.locator('main a[aria-current]');
    await expect(first).toHaveCount(1);
    await expect(page.locator('main h2[tabindex="-1"]')).toHaveText((await first.textContent()) ?? '');
    await page.locator(`main a[href="${inside}"]`).first().click();
    await expect(page).toHaveURL(new RegExp(`${inside}$`));
    await expect(page.getByRole('heading', { level: 1, name: lists })).toBeVisible();
    await expect(page.locator('main a[aria-current=page]')).toHaveAttribute('href', inside);
    await expect(page.locator('[data-arrival]')).toBeFocused();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath(`${lists}.png`) });
  }
  const rail = page.getByRole('navigation', { name: 'Navigation principale' });
  await rail.getByRole('link', { name: 'Activité' }).click();
  await expect(page).toHaveURL(/\/moi\/activite$/);
  await expect(rail.locator('[aria-current=page]')).toHaveText('Activité');
  await expect(rail.getByRole('link', { name: 'Administration' })).toHaveCount(0);
});
