/** Name of the database of a member (null: of visitors) on this device (S18). Apart, since it is known before Dexie is here. */
export const storeName = (member: string | null): string => `egoejo-${member ?? 'visitor'}`;
