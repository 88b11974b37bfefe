/** The bytes that a device counts against those that crossed the line, and what the monthly budget does with them. */
import type { Page } from '@playwright/test';
import type { Proxy } from '../../support/network/proxy.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** This month's counts of the device, by kind, as the page of data reads them. */
const counted = (page: Page): Promise<Record<string, number>> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('egoejo-device');
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const rows = await new Promise<{ kind: string; bytes: number }[]>((resolve) => {
      const reading = db.transaction('usage').objectStore('usage').getAll();
      reading.addEventListener('success', () => resolve(reading.result));
    });
    db.close();
    return Object.fromEntries(rows.map((r) => [r.kind, r.bytes]));
  });

/** Writes that the device transferred that many bytes this month. */
const pretend = (page: Page, bytes: number): Promise<void> =>
  page.evaluate(async (n) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('egoejo-device');
      opening.addEventListener('success', () => resolve(opening.result));
    });
    const writing = db.transaction('usage', 'readwrite');
    writing.objectStore('usage').put({ month: new Date().toISOString().slice(0, 7), kind: 'other', bytes: n });
    await new Promise((resolve) => writing.addEventListener('complete', resolve));
    db.close();
  }, bytes);

/** The bodies that crossed the line for paths like these. */
const crossed = (link: Proxy, path: RegExp): number =>
  link.requests.filter((r) => path.test(r.path)).reduce((sum, r) => sum + r.bodyBytes, 0);

/** Resolves once every picture on the page is drawn. */
async function drawn(page: Page): Promise<void> {
  await expect(page.locator('article img').first()).toBeVisible();
  await expect.poll(() => page.evaluate(() => [...document.images].every((i) => i.complete))).toBe(true);
}

test('the page of data counts what crossed the line, what the service worker fetched too; what it had is saved @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  await signIn(page, await installation.person());
  // Counts are written once a second: what a page counted in its last moment is lost with it.
  await expect.poll(async () => (await counted(page))['shell'] ?? 0).toBeGreaterThan(200_000);
  await page.evaluate(() => localStorage.setItem('egoejo.eco', '1'));
  await page.goto('/projets');
  await shellCached(page);
  await page.goto('/projets');
  const pictures = /^\/media\/pictures\//;
  await expect.poll(() => crossed(link, pictures)).toBeGreaterThan(10_000);
  await drawn(page);
  // Browsers add 300 bytes to a body for its headers, in place of their true size.
  const within = async (kind: string, path: RegExp) => {
    const bodies = crossed(link, path);
    const requests = link.requests.filter((r) => path.test(r.path)).length;
    const bytes = (await counted(page))[kind] ?? 0;
    return bytes >= bodies && bytes <= bodies + 300 * requests;
  };
  await expect.poll(() => within('pictures', pictures)).toBe(true);
  await expect.poll(() => within('shell', /^\/assets\/|^\/early\.js$|^\/(index|book-frame)\.html$|^\/$/)).toBe(true);

  const before = await counted(page);
  const asked = link.requests.length;
  await page.goto('/projets');
  await drawn(page);
  await expect.poll(async () => ((await counted(page))['saved'] ?? 0) - (before['saved'] ?? 0)).toBeGreaterThan(3_000);
  // A row that was further down may bring its picture; none comes twice.
  const first = new Set(link.requests.slice(0, asked).map((r) => r.path));
  expect(link.requests.slice(asked).filter((r) => pictures.test(r.path) && first.has(r.path))).toEqual([]);
  await expect.poll(() => within('pictures', pictures)).toBe(true);
  await page.goto('/moi/donnees');
  await expect(page.getByText(/^Économie.*déjà sur l’appareil$/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('data.png'), fullPage: true });
});

test('the budget warns, then tightens the automatic level; nothing is reloaded, and the list stays where it is @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const awa = await installation.person();
  await signIn(page, awa);
  // Later, at level 5, no exchange changes the list.
  await syncIdle(page, awa.id, link);
  await page.goto('/moi/donnees');
  await page.getByLabel('Budget de données par mois').selectOption({ index: 1 });
  const most = Number((await page.getByText(/^\d[^:]* sur \d+/).innerText()).match(/sur (\d+)/)?.[1]) * 1_000_000;
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-eco', '3');
  await pretend(page, most * 0.9);
  await page.reload();
  await expect(html).toHaveAttribute('data-eco', '4');
  await expect(page.getByText('en automatique, l’app passe au niveau Minimal')).toBeVisible();
  await pretend(page, most * 1.1);
  await page.reload();
  await expect(html).toHaveAttribute('data-eco', '5');
  await page.screenshot({ path: info.outputPath('over.png') });
  await expectAccessible(page);

  // Back to the level of the device while reading a list: the page goes on, and the same row stays under the finger.
  await page.goto('/projets');
  await page.locator('li[aria-posinset="1"]').waitFor();
  await page.evaluate(() => scrollTo(0, 700));
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
  /** The first row that is wholly on the screen, and where it begins. */
  const first = () =>
    page.evaluate(() => {
      const row = [...document.querySelectorAll('article')].find((a) => a.getBoundingClientRect().top >= 0);
      return { title: row?.querySelector('h2')?.textContent, top: Math.round(row?.getBoundingClientRect().top ?? NaN) };
    });
  const place = await first();
  await pretend(page, 0);
  // Any transfer makes the page read its counts again.
  await page.evaluate(() => fetch('/health'));
  await expect(html).toHaveAttribute('data-eco', '3');
  await expect.poll(first).toEqual(place);
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
});
