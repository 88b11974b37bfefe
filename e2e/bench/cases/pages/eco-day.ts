import type { Page } from '../../../support/browsers/browser.ts';
import type { Bench } from '../../bench.ts';
import { crossed, startDemoSite, type Crossed } from '../../browser/eco.ts';
import { median } from '../../figures.ts';

/** Bytes that a day may cost at the level Text. */
const BUDGET = 30_000;
const LEVEL = 5;

/** Brings the device up to date by hand, as this level wants it. */
async function synced(page: Page): Promise<void> {
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await page
    .getByText(/tout est à jour|envoyés?\./)
    .first()
    .waitFor();
}

/**
 * What a member does on a day: opens the app and brings it up to date, looks at the list, reads about a project, plants
 * grains, votes, reads a story to its end, looks at what became of it all, and comes back in the evening.
 */
async function day(page: Page): Promise<void> {
  await page.goto('/');
  await synced(page);
  await page.goto('/projets');
  await page.locator('article h2 a').first().click();
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Planter \d/ })
    .click();
  await page.goto('/votes');
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await page.getByRole('main').locator('input[type=radio], input[type=checkbox]').first().check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await page.goto('/lire');
  await page.getByRole('link', { name: 'La pirogue de nuit' }).first().click();
  const next = page.getByRole('button', { name: 'Page suivante' });
  await page.locator('article[lang]').waitFor();
  while (await next.isEnabled().catch(() => false)) await next.click();
  await synced(page);
  await page.goto('/');
  await page.goto('/cycle');
  await synced(page);
}

/** The bytes of a day of use at the least level, both ways, on a device that has the app and its data. */
export const bench: Bench = {
  name: 'eco-day',
  group: 'client',
  goal: { atMost: 1 },
  on: ['embedded'],
  run: async (context) => {
    const days: Crossed[] = [];
    for (let i = 0; i < context.rounds; i++) {
      const site = await startDemoSite();
      try {
        const { page } = await site.open(LEVEL);
        const [before, wire] = [crossed(site.link, LEVEL), site.link.bytes.up + site.link.bytes.down];
        await day(page);
        const now = crossed(site.link, LEVEL);
        days.push({
          requests: now.requests - before.requests,
          bytes: site.link.bytes.up + site.link.bytes.down - wire,
        });
        context.say(`round ${i + 1}: ${days.at(-1)?.requests} requests, ${days.at(-1)?.bytes} bytes`);
      } finally {
        await site.close();
      }
    }
    const value = median(days.map((d) => d.bytes));
    return {
      n: days.length,
      value,
      unit: 'bytes',
      baseline: BUDGET,
      ratio: value / BUDGET,
      facts: { requests: median(days.map((d) => d.requests)) },
    };
  },
};
