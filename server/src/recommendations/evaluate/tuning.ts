/**
 * Parameters of recommendations. They were chosen on real ratings, by taking the end off each reader's lines once more
 * (`egoejo recommend tune`); docs/decisions/103-recommendations.md has the figures.
 */
export interface Tuning {
  /** Two works count as read together when they are at most this many places apart in a reader's history. */
  window: number;
  /** Readers added to both works of a pair, so that few readers in common prove little. */
  shrink: number;
  /** Weight of what readers have in common; 0: content only. */
  readers: number;
  /** Weight of what the works have in common; 0: readers only. */
  content: number;
  /** Nearest works kept for each work. */
  neighbours: number;
  /** After this many later works, a work counts half. */
  halfLife: number;
  /** Weights of the kinds of content. */
  kinds: Readonly<Record<ContentKind, number>>;
}
/** What a work is described by; in a reason, the first of these that both works have. */
export const contentKinds = ['series', 'author', 'subject', 'title'] as const;
export type ContentKind = (typeof contentKinds)[number];

export const TUNING: Tuning = {
  window: 10,
  shrink: 10,
  readers: 1,
  content: 0.08,
  neighbours: 300,
  halfLife: 4,
  kinds: { series: 0.5, author: 1, subject: 0.3, title: 0.3 },
};
