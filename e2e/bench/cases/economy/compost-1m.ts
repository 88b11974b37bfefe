import type { Bench } from '../../bench.ts';
import { measureRuns } from '../../runs/runs.ts';

/** Compost of 100,000 idle wallets of a million, by a real server, against one plain SQL statement. */
export const bench: Bench = {
  name: 'compost-1m',
  group: 'economy',
  goal: { atMost: 2 },
  on: ['postgres'],
  run: (context) => measureRuns(context, 'compost'),
};
