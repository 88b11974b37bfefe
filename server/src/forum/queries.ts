import type { EntitySource } from '../sync/settle/act.ts';

/** Reads topics for a pull: without the title when the comment that opened one, or its club, is hidden or gone. */
export const sources: EntitySource[] = [
  {
    entity: 'topic',
    table: 'topic',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      title: `case when exists (select from comment c where c.id = t.first and c.state = 'shown')
        or exists (select from club k where k.id = t.club and k.state = 'open') then t.title else '' end`,
      first: 't.first',
      club: 't.club',
      upTo: 't.up_to',
      day: 't.day::text',
      closed: 't.closed',
      pinned: 't.pinned',
      createdAt: 'iso(t.created_at)',
    },
  },
];
