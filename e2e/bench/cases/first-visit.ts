import { measureFirstVisit } from '../../support/first-visit.ts';
import { median } from '../figures.ts';
import type { Bench } from '../bench.ts';
import { withBrowserApp } from '../browser-app.ts';

const economy = { members: 10, projects: 1_000, grains: 1_000 };
const budget = { ms: 5_000, bytes: 130_000 };

/**
 * A first, signed-out visit on the reference device: milliseconds to the first projects. The ratio is that of the
 * budget (time or bytes) that is closer to its limit.
 */
export const bench: Bench = {
  name: 'first-visit',
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      app.link.set({ kbits: 400, latencyMs: 400 });
      const visits: { ms: number; bytes: number }[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const device = await app.openApp({ slowdown: 4 });
        const visit = await measureFirstVisit(device.page);
        visits.push(visit);
        await device.close();
        context.say(
          `round ${i + 1}: ${Math.round(visit.ms)} ms, ${visit.bytes} bytes: ` +
            visit.fetched.map((f) => `${f.url} ${f.bytes}`).join(', '),
        );
      }
      const [ms, bytes] = [median(visits.map((v) => v.ms)), median(visits.map((v) => v.bytes))];
      return {
        n: visits.length,
        value: ms,
        unit: 'ms',
        baseline: budget.ms,
        ratio: Math.max(ms / budget.ms, bytes / budget.bytes),
        facts: { bytes, bytesBudget: budget.bytes },
      };
    }),
};
