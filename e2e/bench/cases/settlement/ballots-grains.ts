import { randomInt } from 'node:crypto';
import type { Bench } from '../../bench.ts';
import { ballotsAgainstBoosts } from '../../database/settle.ts';

/** Quadratic ballots that cost grains, over 1,000 polls. */
export const bench: Bench = {
  name: 'ballots-grains',
  group: 'core',
  goal: { atLeast: 0.6 },
  run: (context) =>
    ballotsAgainstBoosts(context, { kind: 'quadratic', credits: 100, unit: 5 }, 1_000, () => ({
      kind: 'quadratic',
      votes: { a: 1 + randomInt(5), b: 1 },
    })),
};
