/** Challenges and leaderboards: made, changed, joined, left and called off by members on several devices. */
import { goals } from '@egoejo/shared/challenges/model.ts';
import type { ChallengeId } from '@egoejo/shared/platform/ids.ts';
import { communityOf } from './choose.ts';
import type { MakeContext, SimulatedMutations } from './model.ts';

const detailsOf = ({ rng }: MakeContext) => ({
  title: `Défi ${rng.int(100)}`,
  text: '',
  goal: rng.pick(goals),
  n: 1 + rng.int(40),
  together: rng.chance(0.5),
  // Some begin when members already read, some are over.
  ...rng.pick([
    { starts: '2999-06-01', ends: '2999-06-30' },
    { starts: new Date().toISOString().slice(0, 10), ends: new Date(Date.now() + 9e8).toISOString().slice(0, 10) },
    { starts: '2001-01-01', ends: '2001-01-31' },
  ]),
});
/** One that is known here, or that another device has made. */
function challengeOf({ rng, installation, newId }: MakeContext): ChallengeId {
  const { challenges } = installation;
  return challenges.length > 0 && rng.chance(0.95) ? rng.pick(challenges) : newId<ChallengeId>();
}

export const challenges: SimulatedMutations<
  `challenge.${'make' | 'edit' | 'join' | 'leave' | 'cancel'}` | `leaderboard.${'join' | 'leave'}`
> = {
  'challenge.make': {
    weight: 2,
    make: (context) => {
      const id = context.newId<ChallengeId>();
      const community = context.rng.chance(0.7) ? communityOf(context) : null;
      if (community !== null) context.installation.challenges.push(id);
      return { id, community, ...detailsOf(context) };
    },
    last: null,
  },
  'challenge.edit': {
    weight: 4,
    make: (context) => ({ challenge: challengeOf(context), ...detailsOf(context) }),
    last: null,
  },
  'challenge.join': { weight: 5, make: (context) => ({ challenge: challengeOf(context) }), last: null },
  'challenge.leave': { weight: 1, make: (context) => ({ challenge: challengeOf(context) }), last: null },
  'challenge.cancel': {
    weight: 1,
    make: (context) => ({ challenge: challengeOf(context), reason: 'Trop long.' }),
    last: null,
  },
  'leaderboard.join': {
    weight: 2,
    // Few pseudonyms, so that several members want the same.
    make: (context) => ({ community: communityOf(context), pseudonym: `Lune ${context.rng.int(6)}` }),
    last: null,
  },
  'leaderboard.leave': { weight: 1, make: (context) => ({ community: communityOf(context) }), last: null },
};
