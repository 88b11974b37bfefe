export const administrationErrors = [
  'administration.unknown_member', 'administration.below_zero', 'administration.key_reused', 'administration.not_oneself', 'administration.last_administrator',
  'administration.run_changed', 'administration.run_refused',
] as const;
export type AdministrationError = (typeof administrationErrors)[number];
