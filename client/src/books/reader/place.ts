/** Where a reader is in a book, and how long it still takes. */

export interface Place {
  cfi: string;
  /** Of the whole book, 0 to 1, to the end of this page. */
  fraction: number;
  /** To its beginning. */
  from: number;
  /** The chapter's title; null before the first. */
  chapter: string | null;
  /** The id of the chapter in the contents. */
  chapterId: number | null;
  /** The number that the printed book has here. */
  printed: string | null;
  /** Pages after this one in the chapter; null where there are none, as in scrolling. */
  pagesLeft: number | null;
  /** Bytes after this page: of the document, of the book. */
  left: number;
  /** Bytes on this page. */
  here: number;
  section: number;
}

/** Bytes of book that are read in a minute before this reader's own pace is known: about 230 words with their markup. */
const FIRST_PACE = 1600;
/** A page looked at for less than this, ms, was passed over; for more, it was left open. */
const LEAST_MS = 2_000;
const MOST_MS = 300_000;
/** What a new page counts in the mean of those before. */
const WEIGHT = 0.15;

/** The pace after a page of `bytes` that was looked at for `ms`. */
export function nextPace(pace: number | null, bytes: number, ms: number): number | null {
  if (ms < LEAST_MS || ms > MOST_MS || bytes < 100) return pace;
  const now = Math.min(20_000, (bytes * 60_000) / ms);
  return pace === null ? (now + FIRST_PACE) / 2 : pace + WEIGHT * (now - pace);
}

export const minutesOf = (bytes: number, pace: number | null): number => Math.ceil(bytes / (pace ?? FIRST_PACE));
