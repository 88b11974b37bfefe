/** The messages between pages and the search worker. */
import type { FoundCover, FoundKind, FoundSaid } from '@egoejo/shared/search/model.ts';
import type { Piece } from './marks.ts';

export type SearchAsk =
  /** Something changed in the database: read again before the next answer. */
  | { kind: 'changed'; database: string }
  /** Ids of all of one kind that match, for their list. */
  | { kind: 'ids'; database: string; query: string; only: FoundKind }
  /** Searches everything, or only the messages of a room. The `most` best matches are given in full. */
  | { kind: 'find'; database: string; query: string; room: string | null; only: FoundKind | null; most: number };

/** One thing found on this device, with the matching words marked. */
export interface Hit {
  kind: FoundKind;
  id: string;
  /** Of a message, the name below it. */
  title: Piece[];
  /** A part of its summary or text around the first match; empty if it has neither. */
  excerpt: Piece[];
  /** Of a work that the server found. */
  cover?: FoundCover;
  /** Of a message. */
  said?: FoundSaid;
}
export interface SearchIds {
  kind: 'ids';
  query: string;
  ids: string[];
}
export interface SearchFound {
  kind: 'found';
  query: string;
  room: string | null;
  only: FoundKind | null;
  hits: Hit[];
  /** How many match, of each kind. */
  counts: Partial<Record<FoundKind, number>>;
  /** Keys of all that match, to tell what only the server has. */
  keys: string[];
  /** Documents searched, and how many of them with their long text. */
  size: number;
  texts: number;
}
export type SearchAnswer = SearchIds | SearchFound;
