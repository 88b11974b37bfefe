/** What the walks of first use share: pictures at two sizes of text, and the number of taps. */
import { expect, type Page, type TestInfo } from '@playwright/test';
import { brokenWords } from './broken-words.ts';

/** `look(name)` takes a picture at 100 and at 200 %; at both each word must stand whole. */
export const looker =
  (page: Page, info: TestInfo) =>
  async (name: string): Promise<void> => {
    for (const percent of [100, 200]) {
      expect(await brokenWords(page, percent), name).toEqual([]);
      await page.screenshot({ path: info.outputPath(`${name}-${percent}.png`), fullPage: true });
    }
    await page.evaluate(() => (document.documentElement.style.fontSize = ''));
  };

/** Counts the taps on this page from now on, as long as the app is not loaded anew. The result takes and resets the number. */
export async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const { dataset } = document.documentElement;
    const tap = () => (dataset['taps'] = String(Number(dataset['taps'] ?? 0) + 1));
    addEventListener('pointerdown', tap, true);
  });
  return () =>
    page.evaluate(() => {
      const n = Number(document.documentElement.dataset['taps'] ?? 0);
      delete document.documentElement.dataset['taps'];
      return n;
    });
}
