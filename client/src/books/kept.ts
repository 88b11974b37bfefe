/** What this device keeps of books, of downloads and of a member as a reader. */
import type { DownloadFaultCode } from '../downloads/model.ts';

/** How a book is shown, on this device. */
export interface Look {
  /** Percent of the usual size of letters. */
  size: number;
  /** Percent of the size of letters; 0: as the book has it. */
  leading: number;
  /** 1 narrow to 3 wide. */
  margins: number;
  /** Even edges; null: as the book has it. */
  justified: boolean | null;
  font: (typeof fonts)[number];
  theme: (typeof bookThemes)[number];
  flow: 'pages' | 'scroll';
}
export const fonts = ['book', 'serif', 'sans', 'mono'] as const;
export const bookThemes = ['auto', 'paper', 'sepia', 'night'] as const;

export const FIRST_LOOK: Look = {
  size: 100,
  leading: 0,
  margins: 2,
  justified: null,
  font: 'book',
  theme: 'auto',
  flow: 'pages',
};

/** A book of one member. */
export interface BookRow {
  /** `''`: of visitors. */
  member: string;
  id: string;
  /** SHA-256 of the file, hex: two members who keep the same file store it once. */
  file: string;
  bytes: number;
  title: string;
  authors: string[];
  language: string;
  /** ms since 1970. */
  addedAt: number;
  openedAt: number;
  /** Where the member is (CFI); null before the first page. */
  at: string | null;
  /** The part read, 0 to 1. */
  fraction: number;
  /** The work of the catalogue that it was downloaded from; absent: the member's own file. */
  work?: string;
  /** Its file was removed to make room; the place stays, and the file can be downloaded again. */
  evicted?: true;
}

/** A file of the server that this device can download: of a work of the catalogue, or of a manuscript. */
export interface Downloadable extends Pick<
  DownloadRow,
  'edition' | 'file' | 'bytes' | 'title' | 'authors' | 'language'
> {
  /** Of the work or the manuscript: one download each. */
  id: string;
  /** Whether it is a work: reading it counts for the work, and the file may make room for others. */
  catalogued: boolean;
}

/** A book that is being downloaded for a member. Its pieces lie beside those of other books, under its file's hash. */
export interface DownloadRow {
  member: string;
  /** The id of the work, or of the manuscript. */
  work: string;
  /** It is a manuscript; the book that it becomes names no work. */
  manuscript?: true;
  edition: string;
  /** SHA-256 of the file, hex. */
  file: string;
  bytes: number;
  title: string;
  authors: string;
  language: string;
  /** SHA-256 of each piece, hex; null: not asked for yet. */
  hashes: string[] | null;
  /** `going` goes on by itself whenever a page of books is open; `paused` by the member. */
  state: 'going' | 'paused';
  /** Why it stopped; null: it did not. */
  fault: DownloadFaultCode | null;
  startedAt: number;
}
/** What this device knows of a member as a reader. */
export interface ReaderRow {
  member: string;
  look: Look;
  /** Bytes of book a minute; null before it is known. */
  pace: number | null;
}
