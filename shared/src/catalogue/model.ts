/** Works of the catalogue and their editions (B1). */
import * as z from 'zod/mini';
import { bookImportId, communityId } from '../platform/ids.ts';

/** What somebody did for a work; `other` for what the catalogue has no word for. */
export type Role = 'author' | 'translator' | 'illustrator' | 'narrator' | 'editor' | 'other';
export interface Contributor {
  name: string;
  role: Role;
  /** The name to sort by, such as `Flaubert, Gustave`; absent if the book says none. */
  sortAs?: string;
}

/** Names of the authors of a work, each once; of a work without any, of those who contributed otherwise. */
export function authorsOf(contributors: readonly Contributor[]): string[] {
  const authors = contributors.filter(({ role }) => role === 'author');
  return [...new Set((authors.length > 0 ? authors : contributors).map(({ name }) => name))];
}
/** How many of them the line in a row of a work names; `…` stands for the others. */
export const NAMED_AUTHORS = 3;

/** Accessibility metadata in the words of schema.org; a list is empty where the book says nothing. */
export interface Accessibility {
  accessMode: string[];
  accessModeSufficient: string[];
  accessibilityFeature: string[];
  accessibilityHazard: string[];
  accessibilitySummary: string;
  /** What it conforms to, such as `EPUB Accessibility 1.1 - WCAG 2.1 Level AA`; '' if it says nothing. */
  conformsTo: string;
}

/** One document of a book's reading order. */
export interface SpineItem {
  /** The path of its entry in the archive. */
  path: string;
  words: number;
  /** False: it is read only by following a link. */
  linear: boolean;
}

/** Numbers about a book, counted by the server. */
export interface BookCounts {
  /** Links of the contents, and how deep they are nested. */
  toc: number;
  tocDepth: number;
  landmarks: number;
  /** Places of the printed edition's pages. */
  pages: number;
  footnotes: number;
  /** Documents with sound that follows the text. */
  overlays: number;
}

/** What a reader takes out of a book before showing it: counted in the whole file. */
export interface Stripped {
  scripts: number;
  /** Event handlers in attributes, and links that would run a script. */
  handlers: number;
  /** Resources on other servers that would be fetched without being asked for. */
  remote: number;
}

/** Bytes of a piece of a file; a device verifies each by its hash. The last one of a file is shorter. */
export const PIECE = 256 * 1024;
/** Most characters of a thumbnail in base64. */
export const MOST_THUMB = 1024;
/** Most bytes of a file. */
export const MOST_FILE = 200 * 1024 * 1024;

/** The hashes by which a device verifies a download piece by piece: GET /api/catalogue/editions/:id/chunks (B4). */
export interface EditionPieces {
  id: string;
  /** Of the whole file; its address is /media/books/<sha256>.epub. */
  sha256: string;
  bytes: number;
  /** Bytes of each piece but the last. */
  piece: number;
  /** SHA-256 of each piece, in order, lower-case hex. */
  pieces: string[];
}

interface EditionDetail {
  id: string;
  format: 'epub2' | 'epub3';
  sha256: string;
  bytes: number;
  words: number;
  spine: SpineItem[];
  layout: 'reflowable' | 'fixed';
  /** The direction in which pages follow each other. */
  progression: 'default' | 'ltr' | 'rtl';
  counts: BookCounts;
  stripped: Stripped;
}
/**
 * A work as lists show it, with its newest edition; everything else is fetched when it is opened: GET
 * /api/catalogue/works/:id.
 */
export const workRow = z.object({
  id: z.string(),
  title: z.string(),
  /** One line. */
  authors: z.string(),
  /** BCP 47 in lower case, the first one first, with a space between them. */
  languages: z.string(),
  /** Keys of categories, likewise. */
  categories: z.string(),
  year: z.nullable(z.int()),
  series: z.string(),
  seriesNumber: z.string(),
  /** The short name of the licence; '' if the rights name none. */
  licence: z.string(),
  /** `#rrggbb`. */
  colour: z.string(),
  /** Base name of its cover: /media/pictures/<cover>-<s|m|l|x>.webp. */
  cover: z.nullable(z.string()),
  /** A small WebP in base64, at most 1,024 characters. */
  thumb: z.nullable(z.string()),
  words: z.int(),
  /** Of the file of the newest edition, with its SHA-256 in hex and its id. */
  bytes: z.int(),
  file: z.string(),
  edition: z.string(),
  /** Whose members alone see it, if that is private; null: everybody does. */
  community: z.nullable(communityId),
  addedAt: z.string(),
});
export type Work = z.infer<typeof workRow>;

/** A work as it is shown when it is opened: GET /api/catalogue/works/:id. */
export interface WorkDetail {
  id: string;
  title: string;
  subtitle: string;
  authors: string;
  /** BCP 47, lower case, as the book says them. */
  languages: string[];
  year: number | null;
  publisher: string;
  series: string;
  seriesNumber: string;
  rights: string;
  /** The short name of the licence; '' if the rights name none. */
  licence: string;
  /** Plain text, its paragraphs on lines of their own. */
  description: string;
  subjects: string[];
  /** Keys of shared/src/catalogue/categories.ts. */
  categories: string[];
  contributors: Contributor[];
  accessibility: Accessibility;
  colour: string;
  /** The files are /media/pictures/<cover>-<s|m|l|x>.webp. */
  cover: string | null;
  thumb: string | null;
  /** Whose members alone see it; null: everybody does. */
  community: string | null;
  /** The newest first. */
  editions: EditionDetail[];
}

/**
 * What somebody who imports a file should know of it. `scripts`, `handlers`, `remote`: what readers take out, `what` is
 * how many; `restored`: the store had lost the file; the others are of an entry of the archive, which `what` names.
 */
const warningCodes = [
  'scripts',
  'handlers',
  'remote',
  'noType',
  'besideType',
  'otherType',
  'duplicate',
  'damaged',
  'unlisted',
  'missing',
  'cover',
  'restored',
] as const;
export interface BookWarning {
  code: (typeof warningCodes)[number];
  what: string;
}

/** Most characters of the name of a file, and of what a row tells of an entry. */
export const IMPORT_TEXT = { fileName: 200, entry: 200 } as const;
/** Most warnings that the row of an import tells. */
export const SHOWN_WARNINGS = 20;
/** Most files that one member imports within a day by the app; as many of the last ones stay listed. */
export const MOST_IMPORTS = { day: 100, listed: 500 } as const;

/** A file that a member imports into the catalogue (B2), and what became of it. Its bytes follow. */
export const bookImportRow = z.object({
  id: bookImportId,
  /** Whose members alone will see the work; null: everybody. */
  community: z.nullable(communityId),
  /** The name of the file that was chosen. */
  name: z.string(),
  state: z.enum(['awaited', 'stored', 'refused']),
  /** Why it was refused, with what the message names; null otherwise. */
  code: z.nullable(z.string()),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** False: the catalogue had this very file; null until it is stored. */
  added: z.nullable(z.boolean()),
  work: z.nullable(z.string()),
  /** Of the work; '' until it is stored. */
  title: z.string(),
  /** A server may have more codes than these. */
  warnings: z.array(z.object({ code: z.string(), what: z.string() })),
  createdAt: z.string(),
});
export type BookImport = z.infer<typeof bookImportRow>;
