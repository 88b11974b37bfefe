/** Stable codes of the accounts feature; each is also the key of its message (`error.<code>`). */
export const accountErrors = [
  'account.bad_code', 'account.bad_credentials', 'account.banned', 'account.too_fast', 'account.rate_limited',
  'account.not_signed_in', 'account.session_ended', 'account.not_confirmed', 'account.name_required',
  'account.weak_password', 'account.bad_image', 'account.image_too_large', 'account.forbidden', 'account.already_installed',
  'account.oidc_refused', 'account.oidc_stale', 'account.oidc_invalid', 'account.oidc_unavailable', 'account.oidc_unverified', 'account.oidc_no_account',
] as const;
export type AccountError = (typeof accountErrors)[number];
