import type { Bench } from '../../bench.ts';
import { measureRuns } from '../../runs/runs.ts';

/** Redistribution to a million wallets, by a real server, against one plain SQL statement. */
export const bench: Bench = {
  name: 'redistribute-1m',
  group: 'economy',
  goal: { atMost: 2 },
  on: ['postgres'],
  run: (context) => measureRuns(context, 'redistribution'),
};
