import type { EntitySource } from '../sync/settle/act.ts';

const unlessHidden = (column: string, otherwise: string): string =>
  `case when t.state <> 'hidden' then t.${column} else ${otherwise} end`;

/** Reads clubs, and those that a member joined, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'club',
    table: 'club',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      community: 't.community',
      work: 't.work',
      author: unlessHidden('author', 'null'),
      name: unlessHidden('name', 'null'),
      title: unlessHidden('title', `''`),
      text: unlessHidden('text', `''`),
      members: 't.members',
      state: 't.state',
      createdAt: 'iso(t.created_at)',
      editedAt: 'iso(t.edited_at)',
    },
  },
  {
    entity: 'clubMember',
    table: 'club_member',
    key: 'club',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.club', since: 'iso(t.since)' },
  },
];
