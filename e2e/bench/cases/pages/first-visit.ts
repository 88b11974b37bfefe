import { measureFirstVisit } from '../../../support/network/first-visit.ts';
import { median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { withBrowserApp } from '../../browser/app.ts';

const economy = { members: 10, projects: 1_000, grains: 1_000 };
const budget = { ms: 5_000, words: 1_500, bytes: 130_000 };

/**
 * A first, signed-out visit on the reference device: milliseconds to the first projects. The ratio is that of the
 * budget (time, time to the first words, bytes) that is closest to its limit.
 */
export const bench: Bench = {
  name: 'first-visit',
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      app.link.set({ kbits: 400, latencyMs: 400 });
      const visits: { ms: number; words: number; bytes: number }[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const device = await app.openApp({ slowdown: 4 });
        const visit = await measureFirstVisit(device.page);
        visits.push(visit);
        await device.close();
        context.say(
          `round ${i + 1}: ${Math.round(visit.ms)} ms, first words ${Math.round(visit.words)} ms, ` +
            `${visit.bytes} bytes: ` +
            visit.fetched.map((f) => `${f.url} ${f.bytes}`).join(', '),
        );
      }
      const of = (what: keyof typeof budget): number => median(visits.map((v) => v[what]));
      const [ms, words, bytes] = [of('ms'), of('words'), of('bytes')];
      return {
        n: visits.length,
        value: ms,
        unit: 'ms',
        baseline: budget.ms,
        ratio: Math.max(ms / budget.ms, words / budget.words, bytes / budget.bytes),
        facts: { bytes, bytesBudget: budget.bytes, words, wordsBudget: budget.words },
      };
    }),
};
