import type { EntitySource } from '../sync/act.ts';

/** Reads a member's notifications for a pull; the words of an announcement are stored once. */
export const sources: EntitySource[] = [
  {
    entity: 'notification',
    table: 'notification',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      kind: 't.kind',
      project: 't.project',
      poll: 't.poll',
      comment: 't.comment',
      community: 't.community',
      title: 't.title',
      text: 'coalesce((select a.text from announcement a where a.id = t.id), t.text)',
      createdAt: 'iso(t.created_at)',
      readAt: 'iso(t.read_at)',
    },
  },
];
