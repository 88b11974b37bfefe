import type { EntitySource } from '../sync/settle/act.ts';

/** Reads communities and a member's memberships for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'community',
    table: 'community',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    // Version 3 knew no categories.
    widened: [{ version: 4, older: `t.categories = '{}'` }],
    columns: {
      id: 't.id',
      slug: 't.slug',
      name: 't.name',
      summary: 't.summary',
      charter: 't.charter',
      visibility: 't.visibility',
      source: 't.source',
      createdAt: 'iso(t.created_at)',
      archivedAt: 'iso(t.archived_at)',
      proposers: 't.proposers',
      categories: 't.categories',
    },
  },
  {
    entity: 'membership',
    table: 'membership',
    key: 'community',
    keyType: 'uuid',
    by: 'member',
    // Version 1 knows no moderators; to it they are members.
    columns: {
      id: 't.community',
      role: `case t.role when 'moderator' then 'member' else t.role end`,
      joinedAt: 'iso(t.joined_at)',
      moderates: `t.role = 'moderator'`,
    },
  },
];
