/** Stretches of listening: how long a track sounded by the clock, and how far it was heard (L8). Pure. */
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { LEAST_STRETCH, MOST_STRETCH } from '@egoejo/shared/plays/model.ts';
import type { Heard } from './queue.ts';

/** A stretch is reported when it lasts this long, s. */
const REPORT_EVERY = 300;
/**
 * Sound is counted while its place moves, and so many seconds beyond: the player tells its place a few times a second,
 * so that a longer silence is a network that stalled, or a device that slept.
 */
const SLACK = 2;
/** A track that is this near to its end, s, when the next one begins was heard to the end. */
const NEAR_END = 0.5;

type Sounding = Pick<Heard, 'id' | 'title' | 'seconds'>;
/** What the player does at a moment. */
export interface Seen {
  /** By a clock that only goes forward, ms. */
  now: number;
  /** The day of the device. */
  day: string;
  /** Who listens; null: a visitor, whose listening is not counted. */
  member: string | null;
  /** The track that is heard; null: none. */
  track: Sounding | null;
  playing: boolean;
  /** The place in the track, s. */
  place: number;
  rate: number;
}

/** What a member heard of a track on a day, and was not reported yet. */
export interface Stretch {
  member: string;
  track: Sounding;
  day: string;
  /** Seconds by the clock. */
  heard: number;
  /** The furthest place that sounded, s. */
  furthest: number;
  /** A part of it was reported already: what is left at its end is reported however short it is. */
  continued: boolean;
  /** Where it was seen last; null: it does not sound. */
  last: Pick<Seen, 'now' | 'place' | 'rate'> | null;
}

/** What is reported of a stretch, and the title for Activity. */
export interface Report {
  member: string;
  title: string;
  args: MutationArgs<'track.session'>;
}

/** The stretch with what sounded of it since it was seen last. */
function counted(stretch: Stretch, seen: Seen): Stretch {
  const { last, track } = stretch;
  if (last === null) return stretch;
  const elapsed = Math.max(0, (seen.now - last.now) / 1000);
  const moved = seen.track?.id === track.id ? (seen.place - last.place) / last.rate : -1;
  const jumped = moved < 0 || moved > elapsed + SLACK;
  const sounded = Math.min(elapsed, SLACK + (jumped ? 0 : moved));
  const atEnd = jumped && last.place + sounded * last.rate >= track.seconds - NEAR_END;
  const reached = atEnd ? track.seconds : jumped || moved === 0 ? 0 : seen.place;
  return { ...stretch, heard: stretch.heard + sounded, furthest: Math.max(stretch.furthest, reached) };
}

function reportOf({ member, track, day, heard, furthest }: Stretch, least: number): Report | null {
  const seconds = Math.min(MOST_STRETCH, Math.floor(heard));
  if (seconds < least) return null;
  const part = track.seconds > 0 ? Math.floor((furthest * 10_000) / track.seconds) : 0;
  return {
    member,
    title: track.title,
    args: { track: track.id, day, seconds, furthest: Math.min(10_000, Math.max(0, part)) },
  };
}

/**
 * What is not reported yet after the player was seen again, and what is to be reported now: a stretch that lasted five
 * minutes, or ended with the sound, the track or the day. One under ten seconds counts with what follows of the same
 * track on the same day.
 * @param asked reports what can be reported, since the page may go
 */
export function seenAgain(
  before: Stretch | null,
  seen: Seen,
  asked = false,
): { stretch: Stretch | null; report: Report | null } {
  const stretch = before && counted(before, seen);
  const { member, track, day, now, place, rate } = seen;
  const goesOn = stretch?.member === member && stretch.day === day && (track === null || stretch.track.id === track.id);
  const sounds = seen.playing && track !== null && member !== null;
  const last = sounds ? { now, place, rate } : null;
  const fallen = before !== null && before.last !== null && !sounds;
  const due = stretch?.member === member && (!goesOn || fallen || asked || stretch.heard >= REPORT_EVERY);
  const report = stretch && due ? reportOf(stretch, !goesOn && stretch.continued ? 1 : LEAST_STRETCH) : null;
  if (stretch && goesOn) {
    const left = report ? { heard: stretch.heard - report.args.seconds, continued: true } : {};
    return { stretch: { ...stretch, ...left, last }, report };
  }
  return { stretch: sounds ? { member, track, day, heard: 0, furthest: 0, continued: false, last } : null, report };
}
