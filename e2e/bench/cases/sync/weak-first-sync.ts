import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { measureWeakSync } from '../../browser/weak-link.ts';

/** All 10,000 rows over 400 kbit/s and 400 ms, against a plain fetch of them. */
export const bench: Bench = {
  name: 'weak-first-sync',
  group: 'client',
  goal: { atMost: 0.95 },
  on: ['postgres'],
  async run(context) {
    const { rows, requests, all, bare } = await measureWeakSync(context);
    return {
      n: rows,
      unit: 's',
      ...compared(all.map((value, i) => ({ value, baseline: bare[i] ?? NaN }))),
      facts: { requests },
    };
  },
};
