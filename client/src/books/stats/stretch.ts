/** What of a book was passed from one page to the next. Pure. */
import { MOST_PARTS, joined, type Part } from '@egoejo/shared/books/model.ts';
import { WHOLE } from '../../reading/model.ts';
import type { Place } from '../reader/place.ts';

export interface Stretch {
  pages: number;
  words: number;
  /** The furthest place come to by reading, 0 to 1. */
  furthest: number;
  /** The parts that were read; the gaps between them were skipped. */
  parts: readonly Part[];
}
export const NOTHING: Stretch = { pages: 0, words: 0, furthest: 0, parts: [] };
/** Bytes of a book with its markup for each word, about: 1,600 hold 230. */
const BYTES_A_WORD = 7;
/** A page looked at for less than this, s, was passed over. */
const LEAST_SECONDS = 2;
/** Pages that a turn may seem to pass, because the next one may be of another chapter with other margins. */
const A_TURN = 3;
/** A page that ends here or later is the last one; rounding keeps it below 1. */
const END = 0.9999;

const withPart = (parts: readonly Part[], from: number, to: number): readonly Part[] => {
  const all = joined([...parts, { from: Math.round(from * WHOLE), to: Math.round(to * WHOLE) }]);
  return all.length > MOST_PARTS ? parts : all;
};

/** Adds the page that was left, if it was read: looked at, and left for the next one. A leap in the book adds nothing. */
export function passed(so: Stretch, left: Place, now: Place, seconds: number): Stretch {
  const step = now.fraction - left.fraction;
  if (seconds < LEAST_SECONDS || step <= 0 || step > A_TURN * (left.fraction - left.from)) return so;
  return {
    pages: so.pages + 1,
    words: so.words + Math.round(left.here / BYTES_A_WORD),
    furthest: Math.max(so.furthest, now.fraction),
    parts: withPart(so.parts, left.from, Math.max(left.fraction, now.from)),
  };
}

/** Adds the last page of the book: no page turn follows it. */
export const ended = (so: Stretch, at: Place, seconds: number): Stretch =>
  at.fraction < END || seconds < LEAST_SECONDS ? so : { ...so, parts: withPart(so.parts, at.from, 1) };
