/** Examples of acts about challenges and leaderboards. */
import { active, OWN, ofMembers, onlyAnimators, visible, type Example } from './example-people.ts';

type Name = `challenge.${'make' | 'edit' | 'join' | 'leave' | 'cancel'}` | `leaderboard.${'join' | 'leave'}`;
const details = {
  title: 'Mille pages, ensemble',
  text: 'Chacun lit ce qu’il veut.\n\n« Même au lit ».',
  goal: 'pages',
  n: 1_000,
  together: true,
  starts: '2999-06-01',
  ends: '2999-06-30',
} as const;
export const exampleChallenges: { [N in Name]: Example<N> } = {
  'challenge.make': {
    keptOut: ofMembers('challenge.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ challenge, ownChallenge, community }) => [
      { id: challenge, community, ...details },
      { id: ownChallenge, community: null, ...details, goal: 'books', n: 12, together: false, ends: '2999-12-31' },
    ],
  },
  // In the table of who may do it, the challenge is somebody else's.
  'challenge.edit': {
    keptOut: ofMembers('challenge.not_maker'),
    logged: 'challenge.edit',
    refuses: onlyAnimators('challenge.unknown', 'challenge.not_maker'),
    args: ({ challenge }) => [{ challenge, ...details, goal: 'days', n: 20, together: false }],
  },
  // Leaving what one is not in is applied without effect, so that rows remain after the examples.
  'challenge.leave': { keptOut: OWN, logged: null, refuses: {}, args: ({ challenge }) => [{ challenge }] },
  'challenge.join': {
    keptOut: ofMembers('challenge.not_member'),
    logged: null,
    refuses: { ...active, outsider: 'challenge.unknown' },
    args: ({ challenge }) => [{ challenge }],
  },
  'challenge.cancel': {
    keptOut: ofMembers('challenge.not_maker'),
    logged: 'challenge.cancel',
    refuses: onlyAnimators('challenge.unknown', 'challenge.not_maker'),
    args: ({ challenge }) => [{ challenge, reason: 'Trop court.' }],
  },
  'leaderboard.leave': { keptOut: OWN, logged: null, refuses: {}, args: ({ community }) => [{ community }] },
  'leaderboard.join': {
    keptOut: ofMembers('leaderboard.not_member'),
    logged: null,
    refuses: visible('community.unknown'),
    args: ({ community }) => [
      { community, pseudonym: 'Lune' },
      { community, pseudonym: 'Grande Ourse' },
    ],
  },
};
