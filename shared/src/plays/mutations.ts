import * as z from 'zod/mini';
import { day } from '../books/model.ts';
import { trackId } from '../platform/ids.ts';
import { at } from '../reading/model.ts';
import { defineMutation } from '../sync/mutation.ts';
import { MOST_STRETCH, trackDayId } from './model.ts';

/**
 * A stretch of listening to a track: seconds that it sounded, by the clock (L8). The server counts no more seconds than
 * have passed; where none have, it says `plays.no_time`. A track that is not there any more counts nothing
 * (`plays.unknown_track`).
 */
export const trackSession = defineMutation({
  name: 'track.session',
  version: 1,
  args: z.strictObject({
    track: trackId,
    /** The day of the device. */
    day,
    seconds: z.int().check(z.positive(), z.maximum(MOST_STRETCH)),
    /** The furthest place that was heard, in ten-thousandths. */
    furthest: at,
  }),
  path: 'hot',
  writes: ({ track, day: on }) => [{ e: 'trackDay', id: trackDayId(track, on) }],
  optimistic(view, { track, day: on, seconds, furthest }) {
    const id = trackDayId(track, on);
    const old = view.get('trackDay', id);
    const row = {
      id,
      track,
      day: on,
      seconds: Math.min(MOST_STRETCH, (old?.seconds ?? 0) + seconds),
      furthest: Math.max(old?.furthest ?? 0, furthest),
    };
    return [{ e: 'trackDay', id, row }];
  },
});
