/** Comments in the order in which they are read. */
import type { Comment } from '@egoejo/shared/comments/model.ts';

export interface Thread {
  first: Comment;
  /** The oldest first. */
  answers: readonly Comment[];
}
export interface Threads {
  /** The newest first. */
  news: readonly Thread[];
  /** The oldest first, as a conversation is read. */
  comments: readonly Thread[];
  /** Texts that are not deleted, news left out. */
  count: number;
}
const byTime = (a: Comment, b: Comment): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;

/** Sorts the comments of one project into threads. A deleted one is left out unless somebody answered it. */
export function threadsOf(rows: readonly Comment[]): Threads {
  const sorted = rows.toSorted(byTime);
  const answers = new Map<string, Comment[]>();
  for (const c of sorted) {
    if (c.parent === null || c.state === 'deleted') continue;
    const given = answers.get(c.parent);
    if (given) given.push(c);
    else answers.set(c.parent, [c]);
  }
  const threads = sorted
    .filter((c) => c.parent === null)
    .map((first) => ({ first, answers: answers.get(first.id) ?? [] }))
    .filter(({ first, answers: given }) => first.state !== 'deleted' || given.length > 0);
  return {
    news: threads.filter(({ first }) => first.kind === 'update').toReversed(),
    comments: threads.filter(({ first }) => first.kind === 'comment'),
    count: rows.filter((c) => c.kind === 'comment' && c.state === 'shown').length,
  };
}
