import { randomInt } from 'node:crypto';
import type { Bench } from '../../bench.ts';
import { ballotsAgainstBoosts } from '../../database/settle.ts';

/** Ballots without grains over 1,000 polls. */
export const bench: Bench = {
  name: 'ballots-choice',
  group: 'core',
  goal: { atLeast: 0.8 },
  run: (context) =>
    ballotsAgainstBoosts(context, { kind: 'choice', max: 1 }, 1_000, () => ({
      kind: 'choice',
      options: [randomInt(2) === 0 ? 'a' : 'b'],
    })),
};
