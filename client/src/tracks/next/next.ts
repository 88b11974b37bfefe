/** Which recommended tracks are shown. Pure. */
import { withoutUnwanted, type Reason, type RecommendedTrack } from '@egoejo/shared/recommendations/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';

/** A recommended track, the reason, and the track that led to it. */
export interface NextTrack {
  track: Track;
  reason: Reason;
  from: Track | null;
}

export interface NotForMe {
  unwanted: ReadonlySet<string>;
  leftOut: (track: Track) => boolean;
}

/**
 * The recommended tracks that can be heard here, in their order. One whose reason is a track that is not here is left
 * out: the reason could not be told.
 */
export function nextOf(
  list: readonly RecommendedTrack[],
  tracks: readonly Track[],
  { unwanted, leftOut }: NotForMe,
): NextTrack[] {
  const byId = new Map<string, Track>(tracks.map((track) => [track.id, track]));
  const wanted = withoutUnwanted(
    list.map(({ track, reason }) => ({ work: track, reason })),
    unwanted,
  );
  return wanted.flatMap(({ work, reason }) => {
    const track = byId.get(work);
    const from = 'from' in reason ? byId.get(reason.from) : null;
    return !track || track.state !== 'ready' || from === undefined || leftOut(track) ? [] : [{ track, reason, from }];
  });
}
