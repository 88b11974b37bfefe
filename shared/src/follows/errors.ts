export const followErrors = {
  'follow.oneself': [],
  'follow.unknown_member': [],
  'follow.unknown_category': [],
  'follow.too_many': ['most'],
} as const;
