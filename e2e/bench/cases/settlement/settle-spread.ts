import type { Bench } from '../../bench.ts';
import { againstMinimal, clients } from '../../database/settle.ts';

/** Boosts one by one over 1,000 projects, with all triggers enabled. */
export const bench: Bench = {
  name: 'settle-spread',
  group: 'core',
  goal: { atLeast: 0.5 },
  run: (context) => againstMinimal(context, { clients, acts: 1, projects: 1_000 }),
};
