/** Plays: what members heard of tracks, and what those who gave them see of it (L8). Pure rules and shapes. */
import * as z from 'zod/mini';
import { trackId, type TrackId } from '../platform/ids.ts';
import { at } from '../reading/model.ts';

/** A shorter stretch of listening, s, is not reported by itself: it counts with what follows. */
export const LEAST_STRETCH = 10;
/** Most seconds of one report. */
export const MOST_STRETCH = 86_400;
/**
 * A day on which a member heard so many seconds of a track, or half of one that is shorter than twice that, is a play;
 * a day with several lengths of the track is as many plays.
 */
export const A_PLAY = 30;
/** Listeners that days, a country or a curve need before they are shown, so that they tell nothing of one person. */
export const LEAST_LISTENERS = 5;
/** Steps of the curve that tells how far listeners came. */
export const LISTEN_CURVE = 20;
/** How many days back the figures of a track go by day. */
export const FIGURE_DAYS = 28;

/**
 * What a member heard of a track on a day; the id is `<track>:<day as UUID>`. `furthest`: the furthest place that they
 * heard, in ten-thousandths of the track.
 */
export const trackDayRow = z.object({
  id: z.string(),
  track: trackId,
  day: z.string(),
  seconds: z.int(),
  furthest: at,
});
export type TrackDay = z.infer<typeof trackDayRow>;
export const trackDayId = (track: TrackId, onDay: string): string =>
  `${track}:${onDay.replaceAll('-', '')}-0000-8000-8000-000000000000`;

/**
 * What who added a track sees of its listeners: how many, never who. Its id is the track's. Their own listening does
 * not count.
 */
export const trackFiguresRow = z.object({
  id: trackId,
  plays: z.int(),
  listeners: z.int(),
  /** Seconds heard by all of them. */
  seconds: z.int(),
  /** For each twentieth of the track, how many listeners came to its end; empty for fewer than five listeners. */
  curve: z.array(z.int()),
  /** The days of the last four weeks that have plays, the oldest first; empty for fewer than five listeners in them. */
  days: z.array(z.object({ day: z.string(), plays: z.int() })),
  /** Listeners by the country that they gave (ISO 3166-1 alpha-2): countries with at least five, the largest first. */
  countries: z.array(z.object({ country: z.string(), listeners: z.int() })),
  at: z.string(),
});
export type TrackFigures = z.infer<typeof trackFiguresRow>;
