import { randomInt } from 'node:crypto';
import type { Bench } from '../../bench.ts';
import { ballotsAgainstBoosts } from '../../database/settle.ts';

/** Quadratic ballots that cost grains, all in one poll. */
export const bench: Bench = {
  name: 'ballots-grains-one',
  group: 'core',
  goal: { atLeast: 0.6 },
  run: (context) =>
    ballotsAgainstBoosts(context, { kind: 'quadratic', credits: 100, unit: 5 }, 1, () => ({
      kind: 'quadratic',
      votes: { a: 1 + randomInt(5), b: 1 },
    })),
};
