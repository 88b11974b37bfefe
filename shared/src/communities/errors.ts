export const communityErrors = ['community.unknown', 'community.private', 'community.last_animator'] as const;
