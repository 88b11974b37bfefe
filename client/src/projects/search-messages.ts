/** The messages between the list and its search worker. */
export type SearchAsk =
  /** Something changed in the database: read again before the next answer. */
  { kind: 'changed'; database: string } | { kind: 'find'; database: string; query: string };
export interface SearchAnswer {
  query: string;
  ids: string[];
  /** Projects in the index. */
  size: number;
}
