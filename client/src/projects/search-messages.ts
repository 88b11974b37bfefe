/** What the list and its search worker say to each other. */
export type SearchAsk =
  /** Something moved in the database: read again before the next answer. */
  | { kind: 'changed'; database: string }
  | { kind: 'find'; database: string; query: string };
export interface SearchAnswer {
  query: string;
  ids: string[];
  /** Projects in the index. */
  size: number;
}
