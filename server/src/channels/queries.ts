import type { EntitySource } from '../sync/act.ts';

/** Reads how a member is told, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'channels',
    table: 'channels',
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.member', value: 't.value' },
  },
];
