import { writeFile } from 'node:fs/promises';
import type { Page } from '../../../support/browsers/browser.ts';
import type { Bench } from '../../bench.ts';
import { ECO_LEVELS, ECO_PAGES, measureOpening, measureRest, startDemoSite, type Rest } from '../../browser/eco.ts';
import { ecoPage, type EcoFigures } from '../../browser/eco-page.ts';

/** Below this, a page at rest is looked at for too short a time to be documented. */
const A_MINUTE_S = 60;

/**
 * Requests, bytes, frames and timers of every main page at each level. The value is what the two least levels do while
 * left alone: requests and frames together, of which there should be none. A run of at least a minute a page
 * (`--seconds 60`) writes docs/eco.md.
 */
export const bench: Bench = {
  name: 'eco-levels',
  group: 'client',
  goal: { atMost: 0 },
  on: ['embedded'],
  run: async (context) => {
    const site = await startDemoSite();
    try {
      const figures: EcoFigures[] = [];
      await Promise.all(
        ECO_LEVELS.map(async (level) => {
          const { page } = await site.open(level);
          const devtools = await page.context().newCDPSession(page);
          for (const { name, path } of ECO_PAGES) {
            const opening = await measureOpening(page, site.link, level, path ?? (await firstProject(page)));
            const rest: Rest = await measureRest(devtools, site.link, level, context.seconds * 1_000);
            figures.push({ level, page: name, opening, rest });
            context.say(
              `level ${level}, ${name}: opening ${opening.requests} requests, ${opening.bytes} bytes; at rest ` +
                `${rest.requests} requests, ${rest.bytes} bytes, ${rest.frames} frames, ${rest.timers} timers`,
            );
          }
        }),
      );
      if (context.seconds >= A_MINUTE_S)
        await writeFile(new URL('../../../../docs/eco.md', import.meta.url), ecoPage(figures, context.seconds));
      const least = figures.filter((f) => f.level >= 4);
      const moved = least.reduce((sum, f) => sum + f.rest.requests + f.rest.frames, 0);
      return { n: figures.length, value: moved, unit: 'at rest', baseline: null, ratio: null };
    } finally {
      await site.close();
    }
  },
};

async function firstProject(page: Page): Promise<string> {
  await page.goto('/projets');
  const link = page.locator('article h2 a').first();
  await link.waitFor();
  return (await link.getAttribute('href')) ?? '/projets';
}
