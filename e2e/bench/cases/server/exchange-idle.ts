import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { measureExchanges } from '../../http/exchanges.ts';

/** An exchange when nothing changed, against the trivial query. */
export const bench: Bench = {
  name: 'exchange-idle',
  group: 'core',
  goal: { atMost: 2 },
  async run(context) {
    const { n, idle, trivial, idleBytes } = await measureExchanges(context);
    return {
      n,
      unit: 'ms',
      ...compared(idle.map((value, i) => ({ value, baseline: trivial[i] ?? NaN }))),
      facts: { bytes: idleBytes },
    };
  },
};
