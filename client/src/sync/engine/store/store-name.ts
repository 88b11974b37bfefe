/**
 * The name of a member's database (null: of visitors) on this device (S18). It has its own module because it is needed
 * before Dexie is loaded.
 */
export const storeName = (member: string | null): string => `egoejo-${member ?? 'visitor'}`;
