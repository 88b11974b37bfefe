import * as z from 'zod/mini';
import { communityId, playlistId, trackId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { trackVisibility } from '../tracks/model.ts';
import { itemIdOf, MOST_AT_ONCE, orderKey, PLAYLIST_TEXT } from './model.ts';

const said = { title: line(PLAYLIST_TEXT.title, 1), text: prose(PLAYLIST_TEXT.text) };

/** Makes a playlist, which its member alone sees. */
export const playlistMake = defineMutation({
  name: 'playlist.make',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: playlistId,
    ...said,
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'playlist', id }],
  reads: (_args, { member }) => [{ e: 'profile', id: member }],
  optimistic: (view, args, { member, madeAt }) => [
    {
      e: 'playlist',
      id: args.id,
      row: {
        ...args,
        member,
        memberName: view.get('profile', member)?.name || null,
        visibility: 'private',
        community: null,
        together: false,
        createdAt: madeAt,
      },
    },
  ],
});

/** Changes what is said about a playlist of the member. */
export const playlistEdit = defineMutation({
  name: 'playlist.edit',
  version: 1,
  args: z.strictObject({ playlist: playlistId, ...said }),
  path: 'cold',
  writes: ({ playlist }) => [{ e: 'playlist', id: playlist }],
  optimistic(view, { playlist, ...changed }) {
    const row = view.get('playlist', playlist);
    return row ? [{ e: 'playlist', id: playlist, row: { ...row, ...changed } }] : [];
  },
});

/** Says who sees a playlist of the member, and whether the members of its community change it too. */
export const playlistShare = defineMutation({
  name: 'playlist.share',
  version: 1,
  args: z.strictObject({
    playlist: playlistId,
    visibility: trackVisibility,
    /** For `community`, else null. */
    community: z.nullable(communityId),
    /** Only for `community`; the server takes it for false otherwise. */
    together: z.boolean(),
  }),
  path: 'cold',
  writes: ({ playlist }) => [{ e: 'playlist', id: playlist }],
  reads: ({ community }) => (community === null ? [] : [{ e: 'community', id: community }]),
  optimistic(view, { playlist, ...shared }) {
    const row = view.get('playlist', playlist);
    return row ? [{ e: 'playlist', id: playlist, row: { ...row, ...shared } }] : [];
  },
});

/** Removes a playlist of the member. The tracks stay. */
export const playlistRemove = defineMutation({
  name: 'playlist.remove',
  version: 1,
  args: z.strictObject({ playlist: playlistId }),
  path: 'cold',
  writes: ({ playlist }) => [{ e: 'playlist', id: playlist }],
  optimistic: (view, { playlist }) =>
    view.get('playlist', playlist) ? [{ e: 'playlist', id: playlist, row: null }] : [],
});

/** Adds tracks to a playlist. One that is there already stays where it is. */
export const playlistAdd = defineMutation({
  name: 'playlist.add',
  version: 1,
  args: z.strictObject({
    playlist: playlistId,
    items: z
      .array(z.strictObject({ track: trackId, order: orderKey }))
      .check(z.minLength(1), z.maxLength(MOST_AT_ONCE)),
  }),
  path: 'cold',
  writes: ({ playlist, items }) => items.map(({ track }) => ({ e: 'playlistItem', id: itemIdOf(playlist, track) })),
  reads: ({ playlist }) => [{ e: 'playlist', id: playlist }],
  optimistic(view, { playlist, items }, { madeAt }) {
    if (!view.get('playlist', playlist)) return [];
    return items.flatMap(({ track, order }) => {
      const id = itemIdOf(playlist, track);
      if (view.get('playlistItem', id)) return [];
      return [{ e: 'playlistItem', id, row: { id, playlist, track, order, addedAt: madeAt } }];
    });
  },
});

/** Moves a track within a playlist. One that was taken out meanwhile stays out. */
export const playlistMove = defineMutation({
  name: 'playlist.move',
  version: 1,
  args: z.strictObject({ playlist: playlistId, track: trackId, order: orderKey }),
  path: 'cold',
  writes: ({ playlist, track }) => [{ e: 'playlistItem', id: itemIdOf(playlist, track) }],
  optimistic(view, { playlist, track, order }) {
    const id = itemIdOf(playlist, track);
    const row = view.get('playlistItem', id);
    return row ? [{ e: 'playlistItem', id, row: { ...row, order } }] : [];
  },
});

/** Takes a track out of a playlist. */
export const playlistDrop = defineMutation({
  name: 'playlist.drop',
  version: 1,
  args: z.strictObject({ playlist: playlistId, track: trackId }),
  path: 'cold',
  writes: ({ playlist, track }) => [{ e: 'playlistItem', id: itemIdOf(playlist, track) }],
  optimistic(view, { playlist, track }) {
    const id = itemIdOf(playlist, track);
    return view.get('playlistItem', id) ? [{ e: 'playlistItem', id, row: null }] : [];
  },
});

/** Likes a track, or no longer. */
export const likeSet = defineMutation({
  name: 'like.set',
  version: 1,
  args: z.strictObject({ track: trackId, on: z.boolean() }),
  path: 'cold',
  writes: ({ track }) => [{ e: 'like', id: track }],
  optimistic(view, { track, on }, { madeAt }) {
    const at = view.get('like', track)?.at ?? madeAt;
    return [{ e: 'like', id: track, row: on ? { id: track, at } : null }];
  },
});
