import { deviceReady, HERE, importNovel, SHOWN, small, openWork } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { idle } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';

const KB = 1_000;
const budget = 70 * KB;

/**
 * Bytes of code, as compressed on the line, that a device fetches for the reader beyond the app's shell, the catalogue
 * and the page of the work. The shell's own 300 KB are a walk of the tests (`size`).
 */
export const bench: Bench = {
  name: 'reader-size',
  group: 'reading',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const { page } = await deviceReady(app);
        await openWork(page);
        const get = page.getByRole('button', { name: /^Télécharger/ });
        await get.waitFor();
        await page.evaluate(idle);
        const before = app.link.requests.length;
        await get.click();
        await page.locator(HERE).click();
        await page.locator(SHOWN).waitFor();
        await page.evaluate(idle);
        const files = new Map(
          app.link.requests
            .slice(before)
            .filter((r) => /\.(js|css|html)$/.test(r.path.split('?')[0] ?? ''))
            .map((r) => [r.path, r.bodyBytes]),
        );
        const value = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
        return {
          n: files.size,
          value,
          unit: 'bytes',
          baseline: budget,
          ratio: value / budget,
          facts: Object.fromEntries(files),
        };
      },
      importNovel,
    ),
};
