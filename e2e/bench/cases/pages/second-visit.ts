import { median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { openPage } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';

const economy = { members: 10, projects: 1_000, grains: 1_000 };
const budgetMs = 1_000;

/**
 * A second visit with a four times slower processor, with a stalled link and without a link: milliseconds to the first
 * content, the slower of the two.
 */
export const bench: Bench = {
  name: 'second-visit',
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp({ slowdown: 4 });
      await openPage(device.page, '/');
      await device.page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      const stalled: number[] = [];
      const offline: number[] = [];
      for (let i = 0; i < context.rounds; i++) {
        app.link.stall();
        stalled.push((await openPage(device.page, '/')).content);
        app.link.flow();
        app.link.down();
        offline.push((await openPage(device.page, '/')).content);
        app.link.up();
        context.say(
          `round ${i + 1}: ${Math.round(stalled.at(-1) ?? NaN)} ms stalled, ` +
            `${Math.round(offline.at(-1) ?? NaN)} ms offline`,
        );
      }
      const value = Math.max(median(stalled), median(offline));
      return {
        n: context.rounds,
        value,
        unit: 'ms',
        baseline: budgetMs,
        ratio: value / budgetMs,
        facts: { stalledMs: median(stalled), offlineMs: median(offline) },
      };
    }),
};
