import * as z from 'zod/mini';
import { communityId, trackId } from '../platform/ids.ts';
import { line, prose } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { MOST_NUMBER, TRACK_TEXT, trackLicence, trackVisibility } from './model.ts';
import { WORDS } from './words.ts';

/** What a member says about a track. */
const said = {
  title: line(TRACK_TEXT.title, 1),
  artists: line(TRACK_TEXT.artists),
  album: line(TRACK_TEXT.album),
  number: z.nullable(z.int().check(z.minimum(1), z.maximum(MOST_NUMBER))),
  genre: line(TRACK_TEXT.genre),
  language: line(TRACK_TEXT.language),
  licence: trackLicence,
};

/** Announces a track. Its file follows; until it is shared, its member alone hears it. */
export const trackAdd = defineMutation({
  name: 'track.add',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: trackId,
    ...said,
    file: line(TRACK_TEXT.fileName),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'track', id }],
  reads: (_args, { member }) => [{ e: 'profile', id: member }],
  optimistic: (view, args, { member, madeAt }) => [
    {
      e: 'track',
      id: args.id,
      row: {
        ...args,
        member,
        memberName: view.get('profile', member)?.name || null,
        visibility: 'private',
        community: null,
        state: 'awaited',
        code: null,
        params: {},
        seconds: null,
        cover: null,
        addedAt: madeAt,
      },
    },
  ],
});

/** Changes what is said about a track of the member. */
export const trackEdit = defineMutation({
  name: 'track.edit',
  version: 1,
  args: z.strictObject({ track: trackId, ...said }),
  path: 'cold',
  writes: ({ track }) => [{ e: 'track', id: track }],
  optimistic(view, { track, ...changed }) {
    const row = view.get('track', track);
    return row ? [{ e: 'track', id: track, row: { ...row, ...changed } }] : [];
  },
});

/**
 * Writes a part of the words of a track. One act is too small for the words of an hour, so long words are several
 * acts, in order. The first one removes all parts of the words before, and `last` ends them. One empty part removes all
 * words.
 */
export const trackWords = defineMutation({
  name: 'track.words',
  version: 1,
  args: z.strictObject({
    track: trackId,
    part: z.int().check(z.minimum(0), z.maximum(WORDS.parts - 1)),
    text: prose(WORDS.part),
    /** Whether this is the last part. Later parts of the words before are then removed. */
    last: z.boolean(),
  }),
  path: 'cold',
  writes: () => [],
  reads: ({ track }) => [{ e: 'track', id: track }],
  optimistic: () => [],
});

/** Says who may hear a track of the member. It is shared once it is ready. */
export const trackShare = defineMutation({
  name: 'track.share',
  version: 1,
  args: z.strictObject({
    track: trackId,
    visibility: trackVisibility,
    /** For `community`, else null. */
    community: z.nullable(communityId),
  }),
  path: 'cold',
  writes: ({ track }) => [{ e: 'track', id: track }],
  reads: ({ community }) => (community === null ? [] : [{ e: 'community', id: community }]),
  optimistic(view, { track, visibility, community }) {
    const row = view.get('track', track);
    return row ? [{ e: 'track', id: track, row: { ...row, visibility, community } }] : [];
  },
});

/** Removes a track of the member, with its files. */
export const trackRemove = defineMutation({
  name: 'track.remove',
  version: 1,
  args: z.strictObject({ track: trackId }),
  path: 'cold',
  writes: ({ track }) => [{ e: 'track', id: track }],
  optimistic: (view, { track }) => (view.get('track', track) ? [{ e: 'track', id: track, row: null }] : []),
});
