import type { EntitySource } from '../sync/settle/act.ts';

/** Reads a member's events as a reader, and the badges that they gave, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'readingEvent',
    table: 'reading_event',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.id', kind: 't.kind', subject: 't.subject', day: `to_char(t.day, 'YYYY-MM-DD')` },
  },
  {
    entity: 'badge',
    table: 'badge',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.id', badge: 't.badge', event: 't.event', day: `to_char(t.day, 'YYYY-MM-DD')` },
  },
];
