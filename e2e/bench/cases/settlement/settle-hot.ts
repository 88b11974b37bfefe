import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { countBoosts, settleFor } from '../../database/boosts.ts';
import { clients, withEconomy } from '../../database/settle.ts';

/** All boosts on ONE project, against our own boosts on many: a design that locks the project's row reaches a third. */
export const bench: Bench = {
  name: 'settle-hot',
  group: 'core',
  goal: { atLeast: 0.9 },
  run: (context) =>
    withEconomy(context, async (db) => {
      const load = { clients, acts: 1, seconds: context.seconds };
      const rounds: { value: number; baseline: number }[] = [];
      let n = (await settleFor(db, { ...load, projects: 1_000, seconds: 1 })).acts;
      for (let i = 0; i < context.rounds; i++) {
        const spread = await settleFor(db, { ...load, projects: 1_000 });
        const hot = await settleFor(db, { ...load, projects: 1 });
        n += spread.acts + hot.acts;
        rounds.push({ value: hot.perSecond, baseline: spread.perSecond });
        context.say(
          `round ${i + 1}: ${Math.round(hot.perSecond)} on one project, ${Math.round(spread.perSecond)} on a thousand`,
        );
      }
      return { n, unit: 'acts/s', ...compared(rounds), facts: { counted: await countBoosts(db, n), clients } };
    }),
};
