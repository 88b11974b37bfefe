import type { EntitySource } from '../sync/settle/act.ts';

/** Reads what a member follows, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'follow',
    table: 'follow',
    key: 'id',
    keyType: 'text',
    by: 'member',
    columns: {
      id: 't.id',
      of: `case split_part(t.id, ':', 1)
        when 'author' then jsonb_build_object('kind', 'author', 'name', t.name)
        when 'category' then jsonb_build_object('kind', 'category', 'key', t.name)
        else jsonb_build_object('kind', 'member', 'member', split_part(t.id, ':', 2), 'name', t.name) end`,
      since: 'iso(t.since)',
    },
  },
];
