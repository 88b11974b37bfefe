/** A page of our own catalogue, before it is written in one of the versions of OPDS. */
import type { Contributor } from '@egoejo/shared/catalogue/model.ts';

/** A work as OPDS lists it. */
export interface ListedWork {
  id: string;
  title: string;
  subtitle: string;
  contributors: Contributor[];
  languages: string[];
  year: number | null;
  publisher: string;
  series: string;
  seriesNumber: string;
  rights: string;
  description: string;
  subjects: string[];
  cover: string | null;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
  /** Of its newest edition. */
  sha256: string;
  bytes: number;
  /** Whether everybody may have it. */
  everybody: boolean;
}
export interface PageLink {
  /** Under the address of the catalogue, such as `/new`. */
  path: string;
  title: string;
  /** How many works stand there; null: it is not said. */
  count: number | null;
}
export interface CataloguePage {
  path: string;
  title: string;
  navigation: PageLink[];
  works: ListedWork[];
  /** Other choices beside this one; '' if the page has none. */
  facets: { title: string; links: PageLink[] } | null;
  /** The path of the next page. */
  next: string | null;
}

/** Where the catalogue is: the app's origin, and the path under it. */
export interface Place {
  origin: string;
  root: '/opds' | '/opds/v2';
}

export const NAME = 'EGOEJO';
export const EPUB = 'application/epub+zip';
export const ACQUISITION = 'http://opds-spec.org/acquisition';
/** What everybody may have is called open. */
export const acquisitionOf = (work: ListedWork): string =>
  work.everybody ? `${ACQUISITION}/open-access` : ACQUISITION;
export const addressOf = (work: ListedWork, { origin }: Place): string => `${origin}/media/books/${work.sha256}.epub`;
/** The address of a size of the cover. */
export const coverOf = (work: ListedWork, size: 's' | 'l', { origin }: Place): string | null =>
  work.cover === null ? null : `${origin}/media/pictures/${work.cover}-${size}.webp`;
