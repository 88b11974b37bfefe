import type { EntitySource } from '../sync/settle/act.ts';

/** Reads comments for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'comment',
    table: 'comment',
    // Older devices know no comments without a project.
    widened: [{ version: 3, older: 't.project is not null' }],
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      project: 't.project',
      topic: 't.topic',
      kind: 't.kind',
      parent: 't.parent',
      author: `case when t.state <> 'hidden' and t.name is not null then t.author end`,
      writer: `case when t.state <> 'hidden' then t.writer end`,
      name: `case when t.state <> 'hidden' then t.name end`,
      text: `case when t.state <> 'hidden' then t.text else '' end`,
      state: 't.state',
      createdAt: 'iso(t.created_at)',
      editedAt: 'iso(t.edited_at)',
    },
  },
];
