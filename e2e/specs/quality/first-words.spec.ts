/** A first visit shows the name and a sentence as soon as the page arrives, and neither moves when the app starts. */
import type { Page } from '@playwright/test';
import { projectCard } from '../../support/network/first-visit.ts';
import { expect, test } from '../../support/shared-server.ts';

const title = 'Bienvenue sur EGOEJO';
const sentence = /^Nourrissez les projets de votre quartier/;

/** Where the words and the emblem beside them are. */
const places = async (page: Page): Promise<unknown[]> => {
  const words = [page.getByRole('heading', { level: 1, name: title }), page.getByText(sentence)];
  const boxes = await Promise.all(
    words.map((one) =>
      one.evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return [...range.getClientRects()].map(({ x, y, width, height }) => [x, y, width, height].map(Math.round));
      }),
    ),
  );
  return [...boxes, await page.locator('svg:has(+ p)').first().boundingBox()];
};

for (const [width, height, size, mark] of [
  [360, 740, '100', ' @long'],
  [360, 740, '200', ''],
  [1280, 800, '100', ''],
] as const)
  test(`a first visit shows name and sentence before any script and style, in their places: ${width}, ${size} %${mark}`, async ({
    installation,
    anotherDevice,
  }, info) => {
    await installation.project('Un banc sous le tilleul');
    const { page } = await anotherDevice({ viewport: { width, height } });
    await page.addInitScript((percent) => localStorage.setItem('egoejo.textSize', percent), size);
    let release = (): void => undefined;
    const released = new Promise<void>((go) => (release = go));
    await page.route(/\/assets\//, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    await expect(page.getByText(sentence)).toBeVisible();
    // As a browser whose own text is of that size, which the app then keeps.
    await page.evaluate(async (percent) => {
      document.documentElement.style.fontSize = `${percent}%`;
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      Object.assign(globalThis, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          Reflect.set(globalThis, 'moved', Reflect.get(globalThis, 'moved') + Reflect.get(entry, 'value'));
      }).observe({ type: 'layout-shift' });
    }, size);
    const before = await places(page);
    await page.screenshot({ path: info.outputPath('held.png') });
    expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
    release();
    await expect(page.locator(projectCard).first()).toBeVisible();
    expect(await places(page)).toEqual(before);
    await page.screenshot({ path: info.outputPath('app.png') });
    expect(await page.evaluate(() => Reflect.get(globalThis, 'moved'))).toBe(0);
  });
