import type { AnyReceiptMac } from '@egoejo/server/platform/keys/receipt-key.ts';
import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { countBoosts, macOf, settleFor } from '../../database/boosts.ts';
import { clients, withEconomy } from '../../database/settle.ts';

const unlinked: AnyReceiptMac = (receipt) => macOf(receipt);
/** Sides alternate this often, because a shared machine changes its speed within seconds. */
const SLICE_SECONDS = 0.25;

/** Boosts one by one with receipts linked into chains, against the same without links. */
export const bench: Bench = {
  name: 'settle-chain',
  group: 'core',
  goal: { atLeast: 0.97 },
  run: (context) =>
    withEconomy(context, async (db) => {
      const load = { clients, acts: 1, projects: 1_000, seconds: SLICE_SECONDS };
      const rounds: { value: number; baseline: number }[] = [];
      let n =
        (await settleFor(db, { ...load, seconds: 1 })).acts + (await settleFor(db, { ...load, macOf: unlinked })).acts;
      for (let i = 0; i < context.rounds; i++) {
        const sums = { value: 0, baseline: 0 };
        const slices = Math.ceil(context.seconds / SLICE_SECONDS);
        for (let slice = 0; slice < slices; slice++) {
          const sides = slice % 2 ? (['value', 'baseline'] as const) : (['baseline', 'value'] as const);
          for (const side of sides) {
            const { perSecond, acts } = await settleFor(db, {
              ...load,
              ...(side === 'baseline' && { macOf: unlinked }),
            });
            sums[side] += perSecond / slices;
            n += acts;
          }
        }
        rounds.push(sums);
      }
      return { n, unit: 'acts/s', ...compared(rounds), facts: { counted: await countBoosts(db, n), clients } };
    }),
};
