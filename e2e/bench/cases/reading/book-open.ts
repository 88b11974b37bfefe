import { deviceWithNovel, importNovel, SHOWN, small } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { idle } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { median } from '../../figures.ts';

const budgetMs = 500;
const slowdown = 4;

/**
 * A downloaded novel of one megabyte on a device with a quarter of the speed, the server gone: milliseconds from the
 * tap on it in the list of books to the first page at the place last read.
 */
export const bench: Bench = {
  name: 'book-open',
  group: 'reading',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const { page } = await deviceWithNovel(app, slowdown);
        const place = page.getByRole('navigation', { name: 'Tourner les pages' });
        const where = async (): Promise<string> => (await place.innerText()).replace(/ · encore.*/, '');
        const left = await where();
        app.link.down();
        const took: number[] = [];
        for (let i = 0; i < context.rounds; i++) {
          const book = page.getByRole('list', { name: 'Livres de cet appareil' }).getByRole('link');
          await page.goto('/livres');
          await book.waitFor();
          await page.evaluate(idle);
          const shown = page.evaluate(whenShown, SHOWN);
          await book.click();
          took.push(await shown);
          if ((await where()) !== left) throw new Error(`opened at ${await where()}, left at ${left}`);
          context.say(`round ${i + 1}: ${Math.round(took.at(-1) ?? NaN)} ms`);
        }
        const value = median(took);
        return { n: took.length, value, unit: 'ms', baseline: budgetMs, ratio: value / budgetMs, facts: { slowdown } };
      },
      importNovel,
    ),
};

/** Milliseconds from the next click to when an element of this selector was drawn. Runs in the page. */
const whenShown = (selector: string): Promise<number> =>
  new Promise((resolve) => {
    addEventListener(
      'click',
      ({ timeStamp }) => {
        const look = (): unknown =>
          document.querySelector(selector)
            ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)))
            : requestAnimationFrame(look);
        look();
      },
      { once: true, capture: true },
    );
  });
