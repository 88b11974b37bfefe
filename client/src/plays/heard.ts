/** What days of listening, and figures, say (L8). Pure. */
import { FIGURE_DAYS, type TrackDay, type TrackFigures } from '@egoejo/shared/plays/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { dayBefore } from '../platform/values/days.ts';

/** So many tracks and artists are listed. */
const MOST_LISTED = 10;

/** A length of listening: « 40 s », « 12 min », « 5,2 h ». */
export function heardFor(locale: string, seconds: number): string {
  const [unit, size] =
    seconds >= 3600
      ? (['hour', 3600] as const)
      : seconds >= 60 || seconds === 0
        ? (['minute', 60] as const)
        : (['second', 1] as const);
  const maximumFractionDigits = unit === 'hour' && seconds < 36_000 ? 1 : 0;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });
  return format.format(seconds / size);
}

export interface Most<K> {
  of: K;
  seconds: number;
}
function most<K>(sums: ReadonlyMap<K, number>): Most<K>[] {
  const all = [...sums].map(([of, seconds]) => ({ of, seconds }));
  return all.toSorted((a, b) => b.seconds - a.seconds).slice(0, MOST_LISTED);
}

/** The tracks that were heard longest. */
export function mostHeard(rows: readonly TrackDay[]): Most<TrackDay['track']>[] {
  const sums = new Map<TrackDay['track'], number>();
  for (const { track, seconds } of rows) sums.set(track, (sums.get(track) ?? 0) + seconds);
  return most(sums);
}

/** The artists that were heard longest, as their tracks name them; those of tracks that are not here are unknown. */
export function artistsHeard(
  rows: readonly TrackDay[],
  known: ReadonlyMap<string, Pick<Track, 'artists'>>,
): Most<string>[] {
  const sums = new Map<string, number>();
  for (const { track, seconds } of rows) {
    const artists = known.get(track)?.artists ?? '';
    if (artists !== '') sums.set(artists, (sums.get(artists) ?? 0) + seconds);
  }
  return most(sums);
}

/** The plays of each of the days that figures tell of, the oldest first. */
export function playsByDay({ days, at }: Pick<TrackFigures, 'days' | 'at'>): TrackFigures['days'] {
  const plays = new Map(days.map(({ day, plays: n }) => [day, n]));
  const last = [at.slice(0, 10), ...plays.keys()].toSorted().at(-1) ?? '';
  return Array.from({ length: FIGURE_DAYS }, (_, i) => {
    const day = dayBefore(last, FIGURE_DAYS - 1 - i);
    return { day, plays: plays.get(day) ?? 0 };
  });
}

/** A track of the desk, with what is known of its listeners. */
export interface DeskLine {
  track: Track;
  figures: TrackFigures | undefined;
}

/** Tracks with their figures, the most played first. */
export function deskOf(tracks: readonly Track[], figures: readonly TrackFigures[]): DeskLine[] {
  const known = new Map<string, TrackFigures>(figures.map((row) => [row.id, row]));
  return tracks
    .map((track) => ({ track, figures: known.get(track.id) }))
    .toSorted(
      (a, b) => (b.figures?.plays ?? 0) - (a.figures?.plays ?? 0) || a.track.title.localeCompare(b.track.title),
    );
}
