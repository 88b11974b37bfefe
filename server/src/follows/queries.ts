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
      of: `case t.kind
        when 'author' then jsonb_build_object('kind', t.kind, 'name', t.name)
        when 'category' then jsonb_build_object('kind', t.kind, 'key', t.name)
        else jsonb_build_object('kind', t.kind, 'member', t.id, 'name', t.name) end`,
      since: 'iso(t.since)',
    },
  },
];
