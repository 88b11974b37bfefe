/** How shows and their episodes are listed. Pure; apart from `model.ts`, which every page loads first. */
import type { Episode } from './model.ts';

/** Most shows that are read from an OPML file. */
export const MOST_OPML = 200;

/** The episodes of a show, the newest one first. Does not change `episodes`. */
export const newestFirst = <T extends Pick<Episode, 'publishedAt' | 'id'>>(episodes: readonly T[]): T[] =>
  episodes.toSorted((a, b) => b.publishedAt.localeCompare(a.publishedAt) || (a.id < b.id ? -1 : 1));
