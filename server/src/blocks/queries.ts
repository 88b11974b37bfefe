import type { EntitySource } from '../sync/settle/act.ts';

/** Reads whom a member blocked, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'blockedMember',
    table: 'blocked_member',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.id', name: 't.name', since: 'iso(t.since)' },
  },
];
