import type { Bench } from '../../bench.ts';
import { againstMinimal, clients } from '../../database/settle.ts';

/** 20 acts of one member in one call, against the same pgbench baseline one by one. */
export const bench: Bench = {
  name: 'settle-batch',
  group: 'core',
  goal: { atLeast: 2.2 },
  run: (context) => againstMinimal(context, { clients, acts: 20, projects: 1_000 }),
};
