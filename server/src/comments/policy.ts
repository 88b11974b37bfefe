import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Most comments of one member within a day, and most edits of theirs: more than anybody writes. */
export const MOST_COMMENTS = 100;
export const MOST_EDITS = 100;

/** `ofAll`: it concerns the forum of all, in which every member writes. */
interface Place extends Standing {
  ofAll: boolean;
}
/** A member's standing towards a project they write about. */
interface CommentStanding extends Place {
  /** The project is published. */
  published: boolean;
  withdrawn: boolean;
  /** They proposed it. */
  carries: boolean;
}
const member = [
  'comment.not_member',
  (s) => s.role === null && !s.animatesAll && !s.ofAll,
] as const satisfies Refusal<Place>;

/** Members of the community comment on what is published there. */
export const commenting = [
  activeOnly,
  ['project.unknown', (s) => !s.visible || (!s.published && !s.withdrawn)],
  notBarred,
  member,
  ['project.withdrawn', (s) => s.withdrawn],
  openOnly,
] as const satisfies readonly Refusal<CommentStanding>[];
/** News come from who proposed the project, and from animators. */
export const reporting = [
  ...commenting,
  ['comment.not_carrier', (s) => !s.carries && !animates(s)],
] as const satisfies readonly Refusal<CommentStanding>[];

/** A member's standing towards a topic. */
interface TopicStanding extends Place {
  /** There is such a topic, and moderators have not hidden its club. */
  exists: boolean;
  /** It takes no more comments, or the one that opened it is gone. */
  closed: boolean;
}
/** Members of the community write in its topics, and every member in those of all. */
export const posting = [
  activeOnly,
  ['topic.unknown', (s) => !s.exists || !s.visible],
  notBarred,
  member,
  ['topic.closed', (s) => s.closed],
  openOnly,
] as const satisfies readonly Refusal<TopicStanding>[];

export interface OwnComment extends Place {
  /** There is such a comment, and it is not deleted. */
  exists: boolean;
  own: boolean;
}
const notAuthor = ['comment.not_author', (s) => !s.own] as const satisfies Refusal<OwnComment>;
/** Editing is writing: who is no member any more can only take their words away. */
export const editing = [
  activeOnly,
  ['comment.unknown', (s) => !s.exists || !s.visible],
  notAuthor,
  notBarred,
  member,
  openOnly,
] as const satisfies readonly Refusal<OwnComment>[];
/** One's own words can always be taken away, also by who left the community or was banned. */
export const deleting = [
  ['comment.unknown', (s) => !s.exists || (!s.visible && !s.own)],
  notAuthor,
] as const satisfies readonly Refusal<OwnComment>[];
