import type { EntitySource } from '../sync/settle/act.ts';

/** Reads how a member is told, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'channels',
    table: 'channels',
    // Version 1 knew two topics less, version 2 does not know meetings, version 3 rooms.
    widened: [
      { version: 2, older: `not t.value ?| array['toDecide', 'moderated']` },
      { version: 3, older: `not t.value ? 'meeting'` },
      { version: 4, older: `not t.value ? 'talk'` },
    ],
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.member', value: 't.value' },
  },
];
