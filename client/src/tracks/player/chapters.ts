/** Chapters of a track. Pure. */
export interface Chapter {
  /** Where it begins, seconds. */
  at: number;
  title: string;
}

/** Which of the chapters, in the order of time, is heard at a place in seconds; -1: none has begun. */
export const chapterAt = (chapters: readonly Chapter[], place: number): number =>
  chapters.findLastIndex(({ at }) => at <= place);
