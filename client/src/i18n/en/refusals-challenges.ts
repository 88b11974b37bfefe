/** Why an act about a challenge or a leaderboard was refused. */
export const challengeRefusals = {
  'challenge.unknown': { member: 'This challenge no longer exists.', staff: 'Unknown challenge' },
  'challenge.exists': { member: 'This challenge was received before.', staff: 'Challenge received before' },
  'challenge.not_member': { member: 'Join the community first.', staff: 'Challenge: not a member' },
  'challenge.not_maker': {
    member: 'Only who started it and animators can change it.',
    staff: 'Somebody else’s challenge',
  },
  'challenge.bad_days': {
    member: 'These days do not fit: the last follows the first, by a year at most, and has not passed.',
    staff: 'Challenge: impossible days',
  },
  'challenge.bad_goal': { member: 'This goal cannot be reached in these days.', staff: 'Challenge: impossible goal' },
  'challenge.begun': { member: 'This challenge has begun and no longer changes.', staff: 'Challenge already begun' },
  'challenge.over': { member: 'This challenge is over.', staff: 'Challenge over' },
  'challenge.cancelled': { member: 'This challenge is cancelled.', staff: 'Challenge cancelled' },
  'challenge.too_many': {
    member: 'That is too many at a time ({most} at most): try again later.',
    staff: 'Too many challenges',
  },
  'leaderboard.not_member': { member: 'Join the community first.', staff: 'Leaderboard: not a member' },
  'leaderboard.taken': { member: 'Somebody has this pseudonym here already.', staff: 'Pseudonym taken' },
  'leaderboard.too_many': {
    member: 'Too many pseudonyms for a day ({most} at most): try again tomorrow.',
    staff: 'Too many pseudonyms',
  },
} as const;
