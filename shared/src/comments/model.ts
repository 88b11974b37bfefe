import * as z from 'zod/mini';
import { commentId, memberId, projectId, topicId } from '../platform/ids.ts';

/** `update`: news of a project by who carries it; `comment`: by any member. */
export const commentKind = z.enum(['comment', 'update']);

/**
 * A comment on a project, or news of it; since version 3 also a comment in a topic of a forum. Threads are two deep: an
 * answer has a parent, which has none. A deleted or hidden one keeps its place without text and name, so that its
 * answers stay readable.
 */
export const commentRow = z.object({
  id: commentId,
  /** Null: it stands in a topic. */
  project: z.nullable(projectId),
  /** Null or absent: it stands on a project. */
  topic: z.optional(z.nullable(topicId)),
  kind: commentKind,
  /** The comment that it answers; null: it begins a thread. */
  parent: z.nullable(commentId),
  /** The member who signed it; null: not signed, deleted or hidden. While one's own comment is queued: oneself. */
  author: z.nullable(memberId),
  /** Stands for who wrote an unsigned one, in this thread (`writerOf`); null or absent: signed, deleted or hidden. */
  writer: z.optional(z.nullable(z.string())),
  /** The name it is signed with; null: not signed. */
  name: z.nullable(z.string()),
  /** '' when deleted, or hidden by moderators. */
  text: z.string(),
  state: z.enum(['shown', 'deleted', 'hidden']),
  createdAt: z.string(),
  /** Null: never changed. */
  editedAt: z.nullable(z.string()),
});
export type Comment = z.infer<typeof commentRow>;

/** Most people that one comment mentions. */
export const MOST_MENTIONS = 5;
