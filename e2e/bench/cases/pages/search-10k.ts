import type { Bench } from '../../bench.ts';
import { becomeMember, idle } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { measureSearches, writeProjects } from '../../database/searches.ts';

const economy = { members: 10, projects: 10_000, grains: 1_000 };

/**
 * The search over 10,000 documents on a device with a quarter of the speed: the 95th percentile of what the worker
 * needs for a query, in milliseconds.
 */
export const bench: Bench = {
  name: 'search-10k',
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      economy,
      async (app) => {
        const { page } = await app.openApp();
        await becomeMember(page, economy.projects);
        await page.goto('/recherche');
        await page.getByRole('searchbox').fill('quartier');
        await page.getByText(/10\s\d{3} documents parcourus/).waitFor();
        await page.evaluate(idle);
        return measureSearches(context, page, economy.projects);
      },
      writeProjects,
    ),
};
