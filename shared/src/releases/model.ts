/** Releases: tracks that an artist shares together, at a time that they choose (L8). Pure rules and shapes. */
import * as z from 'zod/mini';
import { communityId, releaseId, trackId } from '../platform/ids.ts';

/** Most tracks of a release, and releases of a member. */
export const MOST_RELEASE_TRACKS = 100;
export const MOST_RELEASES = 300;

/** Who may hear what is released: the members of one community, or everybody. */
export const releaseVisibility = z.enum(['community', 'public']);

/**
 * A release, which only who planned it sees. `planned`: its tracks are shared at `at`. `out`: that happened; its tracks
 * are an album of its title. `failed`: it could not be, for the reason of `code`; it may be planned anew.
 */
export const releaseRow = z.object({
  id: releaseId,
  title: z.string(),
  /** In the order of the album. */
  tracks: z.array(trackId),
  visibility: releaseVisibility,
  /** For `community`, else null. */
  community: z.nullable(communityId),
  at: z.string(),
  state: z.enum(['planned', 'out', 'failed']),
  code: z.nullable(z.string()),
});
export type Release = z.infer<typeof releaseRow>;
