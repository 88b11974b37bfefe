import { median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { measureWeakSync } from '../../browser/weak-link.ts';

/** Seconds until the first 50 of 10,000 rows are on the device, over 400 kbit/s and 400 ms. */
export const bench: Bench = {
  name: 'weak-first-50',
  group: 'client',
  goal: { atMost: 5 },
  on: ['postgres'],
  async run(context) {
    const { rows, requests, first50 } = await measureWeakSync(context);
    return { n: rows, value: median(first50), unit: 's', baseline: null, ratio: null, facts: { requests } };
  },
};
