import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { measureExchanges } from '../../http/exchanges.ts';

/** An exchange with one boost over HTTP, against the trivial query. */
export const bench: Bench = {
  name: 'exchange-1',
  group: 'core',
  goal: null,
  async run(context) {
    const { n, one, trivial } = await measureExchanges(context);
    return { n, unit: 'ms', ...compared(one.map((value, i) => ({ value, baseline: trivial[i] ?? NaN }))) };
  },
};
