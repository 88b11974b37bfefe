/** The sync of 10,000 rows over 400 kbit/s and 400 ms, measured once for both of its benchmarks. */
import { median } from '../figures.ts';
import type { BenchContext } from '../bench.ts';
import { allRows, submitSignIn } from './acts.ts';
import { exchangesSince, rowsSynced } from './rows.ts';
import { withBrowserApp } from './app.ts';
import { readProbe } from '../../support/page/probe.ts';

const economy = { members: 10, projects: 5_000, grains: 1_000 };
const weak = { kbits: 400, latencyMs: 400 };
const clear = { kbits: Infinity, latencyMs: 0 };

interface WeakSync {
  rows: number;
  requests: number;
  /** Seconds in each round. */
  first50: number[];
  all: number[];
  bare: number[];
}
let measured: Promise<WeakSync> | undefined;

/** A first sync over the weak link, and the plain fetch of the same rows over the same link. */
export const measureWeakSync = (context: BenchContext): Promise<WeakSync> =>
  (measured ??= withBrowserApp(context, economy, async (app) => {
    const found: WeakSync = { rows: app.rows, requests: 0, first50: [], all: [], bare: [] };
    for (let i = 0; i < Math.min(3, context.rounds); i++) {
      const bare = await app.openBare();
      app.bareLink.set(weak);
      app.bareLink.down();
      app.bareLink.up();
      found.bare.push((await bare.page.evaluate<number>('bare.fetch()')) / 1000);
      app.bareLink.set(clear);
      await bare.close();
      app.link.set(clear);
      const device = await app.openApp();
      await submitSignIn(device.page);
      await allRows(device.page, economy.projects, () => app.link.set(weak));
      const probe = await readProbe(device.page);
      const rows = rowsSynced(probe);
      const exchanges = exchangesSince(app, probe, probe.tap).filter((at) => at < Math.max(...rows));
      const began = Math.max(...exchanges.filter((at) => at < Math.min(...rows)));
      found.requests = exchanges.filter((at) => at >= began).length;
      // A page of rows is committed as a whole, and the first page has more than 50 rows.
      found.first50.push((Math.min(...rows) - began) / 1000);
      found.all.push((Math.max(...rows) - began) / 1000);
      await device.close();
      context.say(
        `round ${i + 1}: first ${median(found.first50).toFixed(1)} s, all ${median(found.all).toFixed(1)} s, ` +
          `bare ${median(found.bare).toFixed(1)} s`,
      );
    }
    return found;
  }));
