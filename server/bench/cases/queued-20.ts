import { setTimeout as wait } from 'node:timers/promises';
import { installProbe } from '../../../e2e/support/probe.ts';
import { compared, type Bench } from '../bench.ts';
import { becomeMember, changesOf, exchangesSince, plant, projectCard, readProbe, waiting, withBrowserApp } from '../browser-app.ts';

const economy = { members: 10, projects: 200, grains: 100_000 };
const acts = 20;
const latencyMs = 400;
/** About what 20 boosts weigh. */
const body = 'x'.repeat(6_000);

/** 20 acts queued, the app closed, opened again without a link; the link comes back: from the tap on "sync" to all verdicts stored. */
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
        // The access token lived in memory: after this only the cookie is left, as after a week.
        await device.quit();
        await device.reopen();
        await installProbe(device.page, projectCard);
        await device.page.goto('/moi/activite');
        const sync = device.page.getByRole('button', { name: 'Synchroniser' });
        await sync.waitFor();
        app.bareLink.down();
        app.bareLink.up();
        const baseline = await bare.page.evaluate<number>(`bare.post(${JSON.stringify(body)})`);
        app.link.up();
        await sync.click();
        while ((await waiting(device.page)) > 0) await wait(100);
        const probe = await readProbe(device.page);
        const exchanges = exchangesSince(app, probe, probe.tap);
        const known = Math.min(...changesOf(probe, 'outbox').filter((at) => at > (exchanges[0] ?? Infinity) + latencyMs));
        requests = exchanges.filter((at) => at < known).length;
        rounds.push({ value: known - probe.tap, baseline });
        context.say(`round ${i + 1}: ${Math.round(known - probe.tap)} ms in ${requests} requests, a bare POST ${Math.round(baseline)} ms`);
      }
      return { n: context.rounds * acts, unit: 'ms', ...compared(rounds), facts: { requests, latencyMs } };
    }),
};
