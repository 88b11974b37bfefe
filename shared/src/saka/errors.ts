export const sakaErrors = {
  'saka.disabled': [],
  'saka.boost_disabled': [],
  'saka.vote_disabled': [],
  'saka.insufficient_grains': ['asked', 'balance'],
  // In receipts from before it became the same code as elsewhere, `account.banned`.
  'saka.not_in_good_standing': [],
  'saka.cycle_dates': [],
  'saka.cycle_overlaps': ['name'],
  'saka.cycle_unknown': [],
  'saka.cycle_over': [],
} as const;
export type SakaError = keyof typeof sakaErrors;
/** Notes on applied acts (S8). */
export const sakaNotes = {
  'saka.harvested': ['grains'],
  'saka.daily_limit': ['limit'],
  'saka.already_harvested': [],
  'saka.not_confirmed': [],
} as const;
