import * as z from 'zod/mini';
import { communityId, episodeId, showId } from '../platform/ids.ts';
import { sha256Hex } from '../platform/sha256.ts';
import { defineMutation } from '../sync/mutation.ts';
import { trackVisibility } from '../tracks/model.ts';
import { feedAddress } from './model.ts';

const place = {
  visibility: trackVisibility,
  /** For `community`, else null. */
  community: z.nullable(communityId),
};

/** Adds a show by the address of its feed, which the server reads then and every hour at most. */
export const showAdd = defineMutation({
  name: 'show.add',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: showId,
    feed: feedAddress,
    ...place,
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'show', id }],
  reads: ({ community }, { member }) => [
    { e: 'profile', id: member },
    ...(community === null ? [] : [{ e: 'community' as const, id: community }]),
  ],
  optimistic: (view, args, { member, madeAt }) => [
    {
      e: 'show',
      id: args.id,
      row: {
        ...args,
        feedHash: sha256Hex(args.feed),
        member,
        memberName: view.get('profile', member)?.name || null,
        title: new URL(args.feed).hostname,
        text: '',
        author: '',
        language: '',
        site: '',
        cover: null,
        state: 'awaited',
        code: null,
        params: {},
        addedAt: madeAt,
        refreshedAt: null,
      },
    },
  ],
});

/** Says who sees a show of the member, and may hear its episodes. */
export const showShare = defineMutation({
  name: 'show.share',
  version: 1,
  args: z.strictObject({ show: showId, ...place }),
  path: 'cold',
  writes: ({ show }) => [{ e: 'show', id: show }],
  reads: ({ community }) => (community === null ? [] : [{ e: 'community', id: community }]),
  optimistic(view, { show, ...shared }) {
    const row = view.get('show', show);
    return row ? [{ e: 'show', id: show, row: { ...row, ...shared } }] : [];
  },
});

/** Removes a show of the member, with its episodes and the tracks that were made of them, also from playlists. */
export const showRemove = defineMutation({
  name: 'show.remove',
  version: 1,
  args: z.strictObject({ show: showId }),
  path: 'cold',
  writes: ({ show }) => [{ e: 'show', id: show }],
  optimistic: (view, { show }) => (view.get('show', show) ? [{ e: 'show', id: show, row: null }] : []),
});

/** Follows a show, or stops: the member is told of its new episodes. */
export const showFollow = defineMutation({
  name: 'show.follow',
  version: 1,
  args: z.strictObject({ show: showId, on: z.boolean(), along: z.boolean() }),
  path: 'cold',
  writes: ({ show }) => [{ e: 'showFollow', id: show }],
  reads: ({ show }) => [{ e: 'show', id: show }],
  optimistic(view, { show, on, along }, { madeAt }) {
    const since = view.get('showFollow', show)?.since ?? madeAt;
    return [{ e: 'showFollow', id: show, row: on ? { id: show, since, along } : null }];
  },
});

/** Asks for an episode: the server fetches its sound and makes a track of it, once however many members ask. */
export const episodeAsk = defineMutation({
  name: 'episode.ask',
  version: 1,
  args: z.strictObject({ episode: episodeId }),
  path: 'cold',
  writes: ({ episode }) => [{ e: 'episode', id: episode }],
  optimistic(view, { episode }) {
    const row = view.get('episode', episode);
    if (!row || row.state === 'ready') return [];
    return [{ e: 'episode', id: episode, row: { ...row, state: 'asked', code: null, params: {} } }];
  },
});
