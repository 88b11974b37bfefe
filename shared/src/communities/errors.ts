export const communityErrors = {
  'community.unknown': [],
  'community.private': [],
  'community.last_animator': [],
  'community.may_not_create': [],
  'community.not_animator': [],
  'community.archived': [],
  'community.imported': [],
  'community.exists': [],
  'community.no_such_member': [],
  'community.no_such_key': [],
  'community.banned': [],
  'community.unknown_group': ['group'],
} as const;
