import type { EntitySource } from '../sync/settle/act.ts';

/** Reads how a member is told, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'channels',
    table: 'channels',
    // Version 1 knew two topics less.
    widened: [{ version: 2, older: `not t.value ?| array['toDecide', 'moderated']` }],
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.member', value: 't.value' },
  },
];
