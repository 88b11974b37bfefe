/** What a manuscript is, and what is made of it. */
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import type { Block } from './nodes.ts';

export type ManuscriptCode = FaultsOf<'manuscript', 'file'>;

export interface MarkdownText {
  blocks: Block[];
  /** Footnotes by their label. */
  notes: ReadonlyMap<string, Block[]>;
}

export interface Metadata {
  title: string;
  authors: string[];
  /** BCP 47. */
  language: string;
  description: string;
  rights: string;
  /** The name of a picture; '' for none. */
  cover: string;
}

/** A manuscript that was read and judged; its pictures are still to be found. */
export interface Manuscript {
  metadata: Metadata;
  text: MarkdownText;
  /** The names of its pictures and the line that names each first; the cover is named by line 0. */
  wanted: ReadonlyMap<string, number>;
}

export interface Making {
  /** What stays the same in every edition of the book; its identifier is derived from it. */
  id: string;
  /** When this edition was made. */
  modified: Date;
}

/**
 * What of the manuscript is not in the book, or is missing in it: a picture without alternative text, or a link that
 * leads nowhere in a book. `line` 0: anywhere.
 */
export interface Remark {
  line: number;
  code: 'no_alt' | 'dead_link';
  /** The address of the picture or of the link. */
  what: string;
}

export interface MadeBook {
  bytes: Buffer;
  sha256: string;
  title: string;
  chapters: { path: string; title: string }[];
  pictures: number;
  remarks: Remark[];
}

/** Limits of a manuscript and of the book made of it. */
export const MANUSCRIPT = {
  bytes: 5 * 1024 * 1024,
  /** How deep blocks and marks may stand within others. */
  depth: 50,
  /** Characters of a paragraph, a heading or a cell: they are read at once. */
  paragraph: 100_000,
  /** Lines that quotations may look at, each as often as it does: those up to the next empty line. */
  looks: 2_000_000,
  /** Characters of the label of a note. */
  label: 200,
  /** Beginnings, ends and contents of blocks, three for a paragraph. */
  tokens: 1_000_000,
  title: 300,
  authors: 20,
  author: 200,
  description: 10_000,
  pictures: 500,
  picture: 10 * 1024 * 1024,
  allPictures: 100 * 1024 * 1024,
  /** Files of chapters; what comes after stays in the last one. */
  chapters: 1000,
  /** Lines of the list of contents. */
  headings: 20_000,
  /** Bytes of all that is written of the text. */
  written: 64 * 1024 * 1024,
} as const;
