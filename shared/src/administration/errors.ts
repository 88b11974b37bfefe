export const administrationErrors = {
  'administration.unknown_member': [],
  'administration.below_zero': ['balance', 'grains'],
  'administration.key_reused': [],
  'administration.not_oneself': [],
  'administration.last_administrator': [],
  'administration.run_changed': [],
  'administration.run_behind': [],
  'administration.run_disabled': [],
  'administration.run_future': [],
  'administration.run_old': ['minutes'],
  'administration.run_recovering': [],
  'administration.run_stopping': [],
} as const;
export type AdministrationError = keyof typeof administrationErrors;
