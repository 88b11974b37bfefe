import * as z from 'zod/mini';
import { communityId, instant, releaseId, trackId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { TRACK_TEXT } from '../tracks/model.ts';
import { MOST_RELEASE_TRACKS, releaseVisibility } from './model.ts';

/**
 * Plans a release of tracks of the member, or changes one that is not out yet. At its time they become an album of its
 * title, in their order, and are shared; who follows the member is told. A time that is past is now.
 */
export const releasePlan = defineMutation({
  name: 'release.plan',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: releaseId,
    title: line(TRACK_TEXT.album, 1),
    tracks: z.array(trackId).check(z.minLength(1), z.maxLength(MOST_RELEASE_TRACKS)),
    visibility: releaseVisibility,
    /** For `community`, else null. */
    community: z.nullable(communityId),
    at: instant,
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'release', id }],
  reads: ({ tracks, community }) => [
    ...tracks.map((id) => ({ e: 'track' as const, id })),
    ...(community === null ? [] : [{ e: 'community' as const, id: community }]),
  ],
  optimistic: (view, args) =>
    view.get('release', args.id)?.state === 'out'
      ? []
      : [
          {
            e: 'release',
            id: args.id,
            row: { ...args, tracks: [...new Set(args.tracks)], state: 'planned', code: null },
          },
        ],
});

/** Takes a release off the member’s list. One that is not out yet does not happen; what is out stays shared. */
export const releaseCancel = defineMutation({
  name: 'release.cancel',
  version: 1,
  args: z.strictObject({ release: releaseId }),
  path: 'cold',
  writes: ({ release }) => [{ e: 'release', id: release }],
  optimistic: (view, { release }) => (view.get('release', release) ? [{ e: 'release', id: release, row: null }] : []),
});
