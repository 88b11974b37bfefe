/** Reads a member's releases for a pull. */
import type { EntitySource } from '../sync/settle/act.ts';

export const sources: readonly EntitySource[] = [
  {
    entity: 'release',
    table: 'release',
    key: 'id',
    keyType: 'uuid',
    by: 'member',
    columns: {
      id: 't.id',
      title: 't.title',
      tracks: 't.tracks',
      visibility: 't.visibility',
      community: 't.community',
      at: 'iso(t.at)',
      state: 't.state',
      code: 't.code',
    },
  },
];
