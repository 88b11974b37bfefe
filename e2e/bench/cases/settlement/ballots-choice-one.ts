import { randomInt } from 'node:crypto';
import type { Bench } from '../../bench.ts';
import { ballotsAgainstBoosts } from '../../database/settle.ts';

/** Ballots without grains, all in one poll. */
export const bench: Bench = {
  name: 'ballots-choice-one',
  group: 'core',
  goal: { atLeast: 0.8 },
  run: (context) =>
    ballotsAgainstBoosts(context, { kind: 'choice', max: 1 }, 1, () => ({
      kind: 'choice',
      options: [randomInt(2) === 0 ? 'a' : 'b'],
    })),
};
