import type { EntitySource } from '../sync/settle/act.ts';

/** Reads a member's own profile and preferences for a pull. */
export const sources: EntitySource[] = [
  {
    // In the member table, the member is in the column `id`.
    entity: 'profile',
    table: '(select m.id as member, m.* from member m)',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      name: 't.name',
      email: 't.email',
      emailConfirmed: 't.email_confirmed_at is not null',
      bio: 't.bio',
      place: 't.place',
      avatar: 't.avatar',
      visibility: 't.visibility',
      roles: 't.roles',
      status: 't.status',
      createdAt: 'iso(t.created_at)',
      groups: 'array(select g.name from member_group g where g.member = t.id order by g.name)',
      commentKey: 't.comment_key',
    },
  },
  {
    entity: 'preferences',
    table: 'preferences',
    // Version 1 knew no size of text, version 2 no question about the name, version 3 no country.
    widened: [
      { version: 2, older: `not t.value ? 'textSize'` },
      { version: 3, older: `not t.value ? 'nameAsked'` },
      { version: 4, older: `not t.value ? 'country'` },
    ],
    key: 'member',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.member', value: 't.value' },
  },
];
