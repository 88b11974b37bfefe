/** What can be wrong with a ballot (ballot.ts). */
const ballotErrors = {
  'poll.wrong_method': ['method'],
  'poll.unknown_option': ['option'],
  'poll.option_twice': [],
  'poll.empty_ballot': [],
  'poll.too_many_options': ['max'],
  'poll.bad_votes': [],
  'poll.over_credits': ['credits', 'max'],
  'poll.bad_grade': ['max'],
  'poll.bad_points': [],
  'poll.over_points': ['max', 'points'],
} as const;
export type BallotError = keyof typeof ballotErrors;
export const ballotCodes = Object.keys(ballotErrors) as BallotError[];

export const pollErrors = {
  'poll.unknown': [],
  'poll.not_open': [],
  'poll.not_yet_open': ['opensAt'],
  'poll.closed': [],
  'poll.cancelled': [],
  'poll.not_member': [],
  ...ballotErrors,
  'poll.no_ballot': [],
  'poll.not_animator': [],
  'poll.exists': [],
  'poll.not_draft': [],
  'poll.bad_opening': [],
  'poll.bad_closing': [],
  'poll.not_later': [],
  'poll.bad_options': ['option'],
  'poll.secret': [],
  'poll.not_secret': [],
  'poll.secret_costs': [],
  'poll.no_key': [],
} as const;
