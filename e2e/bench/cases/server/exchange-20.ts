import { compared, median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { measureExchanges } from '../../http/exchanges.ts';

/** An exchange with 20 boosts over HTTP, against one with a single boost. */
export const bench: Bench = {
  name: 'exchange-20',
  group: 'core',
  goal: { atMost: 3 },
  async run(context) {
    const { n, one, twenty, trivial } = await measureExchanges(context);
    return {
      n,
      unit: 'ms',
      ...compared(twenty.map((value, i) => ({ value, baseline: one[i] ?? NaN }))),
      facts: { trivialMs: median(trivial) },
    };
  },
};
