/**
 * Every page on the reference phone, light and dark, and on a wide screen: axe finds nothing, nothing complains,
 * nothing overflows.
 */
import { forMembers, forVisitors, rarely } from '../../support/page/pages.ts';
import { expect, signIn, test } from '../../support/shared-server.ts';
import type { Device } from '../../support/browsers/browser.ts';
import { expectAccessible } from '../../support/test.ts';

for (const [title, options] of [
  ['360 by 740, light', { colorScheme: 'light' }],
  ['360 by 740, dark', { colorScheme: 'dark' }],
  ['1280 by 800', { viewport: { width: 1280, height: 800 } }],
] as const) {
  test(`every page: ${title} @long`, async ({ installation, anotherDevice }) => {
    const device = await anotherDevice({ ...options });
    const faults: string[] = [];
    const look = async ({ page, console }: Device, path: string) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByText('Un instant…')).toHaveCount(0);
      // A phone widens its own `innerWidth` to what overflows: the screen is what the device has.
      const width = page.viewportSize()?.width ?? 0;
      const scroll = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
      if (scroll > width) faults.push(`${path}: ${scroll} px wide on a screen of ${width}`);
      await expectAccessible(page).catch((error: unknown) => faults.push(`${path}: ${String(error)}`));
      faults.push(...console.complaints().map((line) => `${path}: ${line}`));
    };
    for (const path of forVisitors) await look(device, path);
    const moussa = { id: '', email: 'moussa@example.org', password: 'ombre-du-manguier' };
    await installation.db.query(
      `update member set roles = roles || '{author}' where email = $1 and not 'author' = any(roles)`,
      [moussa.email],
    );
    await signIn(device.page, moussa);
    for (const path of [...(await forMembers(installation)), ...(await rarely(installation))]) await look(device, path);
    const drawing = await anotherDevice({ ...options, webgl: true });
    await signIn(drawing.page, moussa);
    await look(drawing, '/constellation');
    expect(faults).toEqual([]);
  });
}
