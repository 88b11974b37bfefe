import type { EntitySource } from '../sync/settle/act.ts';

/** Reads a member's marks in books and days of reading for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'bookMark',
    table: 'book_mark',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      book: 't.book',
      kind: 't.kind',
      cfi: 't.cfi',
      at: 't.at',
      text: 't.text',
      before: 't.before',
      after: 't.after',
      colour: 't.colour',
      notes: 't.notes',
      removed: 't.removed_at is not null',
      createdAt: 'iso(t.created_at)',
      changedAt: 'iso(t.changed_at)',
    },
  },
  {
    entity: 'bookDay',
    table: 'book_day',
    key: 'id',
    keyType: 'text',
    by: 'member',
    columns: {
      id: 't.id',
      book: 't.book',
      day: `to_char(t.day, 'YYYY-MM-DD')`,
      seconds: 't.seconds',
      words: 't.words',
      pages: 't.pages',
      furthest: 't.furthest',
      passed: `(select coalesce(jsonb_agg(jsonb_build_object('from', lower(p), 'to', upper(p)) order by p), '[]')
        from unnest(t.passed) p)`,
    },
  },
];
