export const partnerErrors = {
  'partner.unknown_token': [],
  'partner.out_of_scope': ['scope'],
  'partner.unknown': [],
} as const;
