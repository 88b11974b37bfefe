import { allWorks, small, writeWorks } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { idle, submitSignIn } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { measureSearches } from '../../database/searches.ts';

const works = 10_000;

/**
 * The search of the catalogue over 10,000 works on a device with a quarter of the speed: the 95th percentile of what
 * the worker needs for a query, in milliseconds.
 */
export const bench: Bench = {
  name: 'catalogue-search',
  group: 'reading',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const { page } = await app.openApp();
        await submitSignIn(page);
        await allWorks(page, works);
        await page.goto('/lire/catalogue');
        await page.getByText(/^10\s000 livres/).waitFor();
        await page.getByRole('searchbox').fill('quartier');
        await page.getByText(/^10\s000 livres/).waitFor({ state: 'hidden' });
        await page.evaluate(idle);
        return measureSearches(context, page, works);
      },
      writeWorks(works),
    ),
};
