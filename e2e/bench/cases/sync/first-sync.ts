import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { allRows, submitSignIn } from '../../browser/acts.ts';
import { exchangesSince, rowsSynced } from '../../browser/rows.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { readProbe } from '../../../support/page/probe.ts';

const economy = { members: 10, projects: 5_000, grains: 1_000 };
const slowdown = 4;

/**
 * 10,000 rows into an empty device with a four times slower processor, from the first exchange to the commit of the
 * last row.
 */
export const bench: Bench = {
  name: 'first-sync',
  group: 'core',
  goal: { atMost: 0.6 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const rounds: { value: number; baseline: number }[] = [];
      let requests = 0;
      for (let i = 0; i < context.rounds; i++) {
        const bare = await app.openBare({ slowdown });
        const baseline = await bare.page.evaluate<number>('bare.sync()');
        await bare.close();
        const device = await app.openApp({ slowdown });
        await submitSignIn(device.page);
        await allRows(device.page, economy.projects);
        const probe = await readProbe(device.page);
        const rows = rowsSynced(probe);
        const exchanges = exchangesSince(app, probe, probe.tap).filter((at) => at < Math.max(...rows));
        // The last exchange before the first row brought that row; earlier exchanges only brought the membership.
        const began = Math.max(...exchanges.filter((at) => at < Math.min(...rows)));
        requests = exchanges.length;
        rounds.push({ value: Math.max(...rows) - began, baseline });
        await device.close();
        context.say(
          `round ${i + 1}: ${Math.round(rounds.at(-1)?.value ?? 0)} ms in ${requests} requests, bare ` +
            `${Math.round(baseline)} ms`,
        );
      }
      return { n: app.rows, unit: 'ms', ...compared(rounds), facts: { requests, slowdown } };
    }),
};
