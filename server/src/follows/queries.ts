import type { EntitySource } from '../sync/settle/act.ts';

/** Reads what a member follows, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'follow',
    table: 'follow',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      of: `jsonb_build_object('kind', t.kind, 'key', t.key, 'name', t.name)`,
      since: 'iso(t.since)',
    },
  },
];
