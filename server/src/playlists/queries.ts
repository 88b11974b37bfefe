import type { EntitySource } from '../sync/settle/act.ts';

/** Reads playlists, their items, and what a member likes, for a pull. */
export const sources: EntitySource[] = [
  {
    entity: 'playlist',
    table: 'playlist',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: {
      id: 't.id',
      member: 't.author',
      memberName: 't.name',
      title: 't.title',
      text: 't.text',
      visibility: 't.visibility',
      community: 't.community',
      together: 't.together',
      createdAt: 'iso(t.created_at)',
    },
  },
  {
    entity: 'playlistItem',
    table: 'playlist_item',
    key: 'id',
    keyType: 'uuid',
    by: 'scope',
    columns: { id: 't.id', playlist: 't.playlist', track: 't.track', order: 't.order_key', addedAt: 'iso(t.added_at)' },
  },
  {
    entity: 'like',
    table: 'track_like',
    key: 'track',
    keyType: 'uuid',
    by: 'member',
    columns: { id: 't.track', at: 'iso(t.at)' },
  },
];
