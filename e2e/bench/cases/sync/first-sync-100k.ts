import { median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { allRows, openPage, submitSignIn } from '../../browser/acts.ts';
import { exchangesSince, listKept, rowsSynced } from '../../browser/rows.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { readProbe } from '../../../support/page/probe.ts';

const economy = { members: 10, projects: 50_000, grains: 1_000 };
const GOAL_MS = 5_000;

/**
 * 100,000 rows into an empty device at full speed, from the first exchange to the commit of the last row. Beside it,
 * the page's longest task meanwhile, and a start without the server afterwards.
 */
export const bench: Bench = {
  name: 'first-sync-100k',
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const took: number[] = [];
      const longest: number[] = [];
      const starts: number[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const device = await app.openApp();
        await device.page.addInitScript(watchTasks);
        await submitSignIn(device.page);
        await allRows(device.page, economy.projects);
        const probe = await readProbe(device.page);
        const rows = rowsSynced(probe);
        const before = exchangesSince(app, probe, probe.tap).filter((at) => at < Math.min(...rows));
        took.push(Math.max(...rows) - Math.max(...before));
        longest.push(await device.page.evaluate<number>('Math.max(0, ...longTasks)'));
        await device.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await listKept(device.page);
        app.link.down();
        starts.push((await openPage(device.page, '/projets')).content);
        app.link.up();
        await device.close();
        context.say(
          `round ${i + 1}: ${Math.round(took.at(-1) ?? 0)} ms, longest task ${Math.round(longest.at(-1) ?? 0)} ms, ` +
            `start ${Math.round(starts.at(-1) ?? 0)} ms`,
        );
      }
      const value = median(took);
      return {
        n: app.rows,
        unit: 'ms',
        value,
        baseline: GOAL_MS,
        ratio: value / GOAL_MS,
        facts: { longestTaskMs: median(longest), warmStartMs: median(starts) },
      };
    }),
};

/** Collects the page's tasks of 50 ms and more. Runs in the page, before its own scripts. */
function watchTasks(): void {
  const longTasks: number[] = [];
  Object.assign(globalThis, { longTasks });
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => e.duration))).observe({
    type: 'longtask',
  });
}
