/** Tracks: what members give others to hear (L1). Pure rules and shapes. */
import * as z from 'zod/mini';
import { communityId, memberId, trackId, type TrackId } from '../platform/ids.ts';
import type { RecommendedTrack } from '../recommendations/model.ts';

/** Who may hear a track: its member alone, the members of one community, everybody. */
export const trackVisibility = z.enum(['private', 'community', 'public']);

/** The licences that a member can choose for a track. The short names are those of Creative Commons. */
export const trackLicence = z.enum([
  'reserved',
  'public-domain',
  'cc0',
  'by',
  'by-sa',
  'by-nc',
  'by-nc-sa',
  'by-nd',
  'by-nc-nd',
]);
export type TrackLicence = z.infer<typeof trackLicence>;

/** Most characters of what is said about a track. `language`: a BCP 47 tag; '' if it is not said. */
export const TRACK_TEXT = { title: 200, artists: 200, album: 200, genre: 60, language: 20, fileName: 200 } as const;
/**
 * Most tracks of a member that are added within a day, and altogether; most seconds of sound that are prepared for a
 * member within a day: what is more waits.
 */
export const MOST_TRACKS = { day: 100, all: 2000, seconds: 24 * 3600 } as const;
/** The highest number of a track within its album. */
export const MOST_NUMBER = 999;
/** Longest sound, seconds (L1). */
export const MOST_SECONDS = 12 * 3600;

/**
 * How far a track is: its file has not arrived; it arrived and is being prepared, or waits for that; it can be heard;
 * its file was refused, with the code and its parameters.
 */
const trackState = z.enum(['awaited', 'preparing', 'ready', 'refused']);

/**
 * A track as lists show it. It is in the scope of its member until it is ready and shared, then in that of its
 * community, or in the catalogue. What is needed to hear it is fetched: GET /api/tracks/:id.
 */
export const trackRow = z.object({
  id: trackId,
  /** Who added it; null: their account is closed. */
  member: z.nullable(memberId),
  memberName: z.nullable(z.string()),
  visibility: trackVisibility,
  /** Whose members hear it, if its visibility is `community`; else null. */
  community: z.nullable(communityId),
  title: z.string(),
  /** One line; '' if it is not said, as the album, the genre and the language are. */
  artists: z.string(),
  album: z.string(),
  /** Its place within the album. */
  number: z.nullable(z.int()),
  genre: z.string(),
  language: z.string(),
  licence: trackLicence,
  /** The name of the file that was added; '' for a track that is shared. */
  file: z.string(),
  state: trackState,
  code: z.nullable(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Null until it is ready. */
  seconds: z.nullable(z.number()),
  /** Base name of its cover: /media/pictures/<cover>-<s|m|l|x>.webp. */
  cover: z.nullable(z.string()),
  addedAt: z.string(),
});
export type Track = z.infer<typeof trackRow>;

/** The qualities in which a track can be heard, kbit/s, the lightest first (L2). */
export const SOUND_QUALITIES = ['opus24', 'aac32', 'aac64', 'aac128'] as const;
export type SoundQuality = (typeof SOUND_QUALITIES)[number];

/** How many values the waveform of a track has at most. */
export const MOST_PEAKS = 1000;

/** What is needed to hear a track: GET /api/tracks/:id. */
export interface TrackDetail {
  id: TrackId;
  seconds: number;
  /** How loud it is, in base64: bytes from 0 to 255, each for the same part of its time, at most MOST_PEAKS. */
  peaks: string;
  /**
   * The path of its HLS playlist. That of a track which not everybody may hear is signed for the caller and stops
   * working at `expires`.
   */
  playlist: string;
  expires: string | null;
  /** Bytes of the whole track in each quality. */
  bytes: Partial<Record<SoundQuality, number>>;
  /** How many characters the words have. GET /api/tracks/:id/words gives them. */
  words: number;
  /** Tracks like it that everybody may hear, the nearest first. Each reason's `from` is this track. */
  similar: readonly RecommendedTrack[];
}

/**
 * What a member who gave tracks lets the caller see of their profile: GET /api/artists/:id. '' and null: nothing.
 * `avatar`: the path of a picture.
 */
export interface ArtistProfile {
  bio: string;
  place: string;
  avatar: string | null;
}

/** An album's tracks in the order in which they are heard: by number, then by title. Does not change `tracks`. */
export const inOrder = <T extends Pick<Track, 'number' | 'title' | 'id'>>(tracks: readonly T[]): T[] =>
  tracks.toSorted(
    (a, b) =>
      (a.number ?? MOST_NUMBER + 1) - (b.number ?? MOST_NUMBER + 1) ||
      a.title.localeCompare(b.title) ||
      (a.id < b.id ? -1 : 1),
  );
