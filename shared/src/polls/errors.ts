export const pollErrors = [
  'poll.unknown', 'poll.not_open', 'poll.closed', 'poll.cancelled', 'poll.not_member', 'poll.wrong_method', 'poll.unknown_option',
  'poll.option_twice', 'poll.empty_ballot', 'poll.too_many_options', 'poll.bad_votes', 'poll.over_credits',
  'poll.no_ballot', 'poll.not_animator', 'poll.exists', 'poll.not_draft', 'poll.bad_closing', 'poll.bad_options',
] as const;
export type PollError = (typeof pollErrors)[number];
