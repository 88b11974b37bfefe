import { compared, percentile } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { countBoosts, settleFor, wallets } from '../../database/boosts.ts';
import { withEconomy } from '../../database/settle.ts';

const people = 256;
/** The numbers of clients with which pgbench is tried; the best one is the baseline. */
const tried = [4, 8, 16, 32, 64, 128];

/**
 * 256 clients with one boost each, against the minimal baseline at the number of clients with which pgbench is fastest.
 * The facts say how long a client waited for a verdict.
 */
export const bench: Bench = {
  name: 'settle-crowd',
  group: 'core',
  goal: { atLeast: 1.5 },
  on: ['postgres'],
  run: (context) =>
    withEconomy(context, async (db) => {
      const rival = await (await context.postgres()).minimal();
      const load = { clients: people, acts: 1, projects: wallets.projects };
      let best = { clients: 0, perSecond: 0 };
      for (const clients of tried) {
        const perSecond = await rival.run(context.seconds, load.projects, clients);
        if (perSecond > best.perSecond) best = { clients, perSecond };
      }
      let n = (await settleFor(db, { ...load, seconds: 1 })).acts;
      const rounds: { value: number; baseline: number }[] = [];
      const waited: number[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const baseline = await rival.run(context.seconds, load.projects, best.clients);
        const ours = await settleFor(db, { ...load, seconds: context.seconds });
        n += ours.acts;
        waited.push(...ours.waited);
        rounds.push({ value: ours.perSecond, baseline });
        context.say(
          `round ${i + 1}: ${Math.round(ours.perSecond)} against ${Math.round(baseline)} acts/s, verdict p95 ` +
            `${Math.round(percentile(ours.waited, 0.95))} ms`,
        );
      }
      return {
        n,
        unit: 'acts/s',
        ...compared(rounds),
        facts: {
          counted: await countBoosts(db, n),
          baselineSha256: rival.sha256,
          clients: people,
          pgbenchClients: best.clients,
          verdictP50Ms: Math.round(percentile(waited, 0.5)),
          verdictP95Ms: Math.round(percentile(waited, 0.95)),
        },
      };
    }),
};
