/**
 * Recommendations of works (B11) and of tracks (L8), by one engine, which calls both works: their shapes, how much an
 * act counts, and the rule that a device applies at once.
 */
import * as z from 'zod/mini';
import { anyId, bookId, memberId, recommendedId, trackId } from '../platform/ids.ts';

/** That a reader did something with a work. Several of the same reader with the same work are one, the latest. */
export interface Reading {
  reader: string;
  work: string;
  /** How much it counts, above 0: `LIKED` or `OPENED`. */
  weight: number;
  /** Milliseconds since 1970. Only the order within a reader matters, except for what is trending. */
  time: number;
}
/** The weight of a work that was finished, kept, liked, or rated 4 or 5. Only such a work is named as a reason. */
export const LIKED = 1;
/**
 * The weight of a work that was opened, or rated lower: it was chosen, so it says what its reader turns to. Chosen on
 * real ratings: docs/decisions/103-recommendations.md.
 */
export const OPENED = 0.6;

/** What is known about a work without any reader. */
export interface WorkDescription {
  id: string;
  /** Without the name of its series. */
  title: string;
  authors: readonly string[];
  subjects: readonly string[];
  /** A tag such as `fr` or `en-GB`; null: unknown. */
  language: string | null;
  /** `of`: whose series it is, where several have one of the same name; left out: the name is enough. */
  series: { name: string; number: number | null; of?: string } | null;
}

/**
 * Why a work is recommended. `from` is the work of the reader's own that led to it; `name` is what both share (of
 * a title, a word). `readers`: many who read the one also read the other about that time.
 * `trending`: many read it lately, in `language` or (null) in any.
 */
const reasonShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['series', 'author', 'subject', 'title']), from: z.string(), name: z.string() }),
  z.object({ kind: z.literal('readers'), from: z.string() }),
  z.object({ kind: z.literal('trending'), language: z.nullable(z.string()) }),
]);
export type Reason = z.infer<typeof reasonShape>;

export interface Recommendation {
  work: string;
  /** Comparable only within one list. */
  score: number;
  reason: Reason;
}

/**
 * A list without the works that are not for this reader, and without those that were recommended because of one of
 * them. A device applies it at once; the next list is computed without them.
 */
export const withoutUnwanted = <R extends Pick<Recommendation, 'work' | 'reason'>>(
  list: readonly R[],
  unwanted: ReadonlySet<string>,
): readonly R[] =>
  list.filter(({ work, reason }) => !unwanted.has(work) && !('from' in reason && unwanted.has(reason.from)));

/** Longest list of a member. */
export const MOST_RECOMMENDED = 20;

const recommendedWork = z.object({
  work: bookId,
  title: z.string(),
  /** As one line. */
  authors: z.string(),
  reason: reasonShape,
  /** The title of `reason.from`. */
  fromTitle: z.optional(z.string()),
});
/** A work of a member's list, with all that is shown of it: a device may have no row of the work. */
export type RecommendedWork = z.infer<typeof recommendedWork>;

/** What a member may read next, the best first; the id is the member's. It changes when the server computes another. */
export const recommendationsRow = z.object({ id: memberId, items: z.array(recommendedWork), computedAt: z.string() });

/** A work or a track that is not for the member, under its id. */
export const unwantedRow = z.object({ id: recommendedId, at: z.string() });

const recommendedTrack = z.object({ track: trackId, reason: reasonShape });
/** A recommended track. Devices have the rows of the tracks that everybody may hear, so only its id is told. */
export type RecommendedTrack = z.infer<typeof recommendedTrack>;

/** What a member may hear next, the best first; the id is the member's. It changes when the server computes another. */
export const recommendedTracksRow = z.object({
  id: memberId,
  items: z.array(recommendedTrack),
  computedAt: z.string(),
});

/**
 * What is heard most lately, the most first, for those who have no list of their own: a row for each language of the
 * interface, whose tracks come first.
 */
export const trackTrendRow = z.object({ id: anyId, language: z.string(), tracks: z.array(trackId) });

/** Most tracks that are shown as similar to one. */
export const MOST_SIMILAR = 6;
