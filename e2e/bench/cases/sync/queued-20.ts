import { setTimeout as wait } from 'node:timers/promises';
import { installProbe } from '../../../support/page/probe.ts';
import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { becomeMember, plant, projectCard } from '../../browser/acts.ts';
import { changesOf, exchangesSince, waiting } from '../../browser/rows.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { readProbe } from '../../../support/page/probe.ts';

const economy = { members: 10, projects: 200, grains: 100_000 };
const acts = 20;
const latencyMs = 400;
/** About the size of 20 boosts, in bytes. */
const body = 'x'.repeat(6_000);

/**
 * 20 acts are queued, the app is closed and reopened without a link, and the link comes back: from the tap on "sync"
 * until all verdicts are stored.
 */
export const bench: Bench = {
  name: 'queued-20',
  group: 'client',
  goal: { atMost: 1.1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      await becomeMember(device.page, economy.projects);
      const bare = await app.openBare();
      app.bareLink.set({ latencyMs });
      app.link.set({ latencyMs });
      const rounds: { value: number; baseline: number }[] = [];
      let requests = 0;
      for (let i = 0; i < context.rounds; i++) {
        app.link.down();
        for (let act = 0; act < acts; act++) await plant(device.page, 1 + ((i * acts + act) % economy.projects));
        // The access token was only in memory: now only the cookie is left, as after a week.
        await device.quit();
        await device.reopen();
        await installProbe(device.page, projectCard);
        await device.page.goto('/moi/activite');
        const sync = device.page.getByRole('button', { name: 'Synchroniser' });
        await sync.waitFor();
        app.bareLink.down();
        app.bareLink.up();
        const baseline = await bare.page.evaluate<number>(`bare.post(${JSON.stringify(body)})`);
        const upAt = Date.now();
        app.link.up();
        await sync.click();
        while ((await waiting(device.page)) > 0) await wait(50);
        // Dexie reports a change slightly later.
        let probe = await readProbe(device.page);
        let exchanges = exchangesSince(app, probe, upAt - probe.origin);
        let known = Infinity;
        for (; known === Infinity; await wait(50)) {
          probe = await readProbe(device.page);
          exchanges = exchangesSince(app, probe, upAt - probe.origin);
          known = Math.min(...changesOf(probe, 'outbox').filter((at) => at >= (exchanges[0] ?? Infinity) + latencyMs));
        }
        requests = exchanges.filter((at) => at < known).length;
        // Background Sync may start before the tap.
        const start = Math.min(probe.tap, exchanges[0] ?? Infinity);
        rounds.push({ value: known - start, baseline });
        context.say(
          `round ${i + 1}: ${Math.round(known - start)} ms in ${requests} requests, the first ` +
            `${Math.round((exchanges[0] ?? NaN) - start)} ms after the start; a bare POST ` +
            `${Math.round(baseline)} ms`,
        );
      }
      return { n: context.rounds * acts, unit: 'ms', ...compared(rounds), facts: { requests, latencyMs } };
    }),
};
