import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Most comments of one member within a day, and most edits of theirs: more than anybody writes. */
export const MOST_COMMENTS = 100;
export const MOST_EDITS = 100;

/** A member's standing towards a project they write about. */
interface CommentStanding extends Standing {
  /** The project is published. */
  published: boolean;
  withdrawn: boolean;
  /** They proposed it. */
  carries: boolean;
}
const member: Refusal<Standing> = ['comment.not_member', (s) => s.role === null && !s.animatesAll];

/** Members of the community comment on what is published there. */
export const commenting: readonly Refusal<CommentStanding>[] = [
  activeOnly,
  ['project.unknown', (s) => !s.visible || (!s.published && !s.withdrawn)],
  notBarred,
  member,
  ['project.withdrawn', (s) => s.withdrawn],
  openOnly,
];
/** News come from who proposed the project, and from animators. */
export const reporting: readonly Refusal<CommentStanding>[] = [
  ...commenting,
  ['comment.not_carrier', (s) => !s.carries && !animates(s)],
];

export interface OwnComment extends Standing {
  /** There is such a comment, and it is not deleted. */
  exists: boolean;
  own: boolean;
}
const notAuthor: Refusal<OwnComment> = ['comment.not_author', (s) => !s.own];
/** Editing is writing: who is no member any more can only take their words away. */
export const editing: readonly Refusal<OwnComment>[] = [
  activeOnly,
  ['comment.unknown', (s) => !s.exists || !s.visible],
  notAuthor,
  notBarred,
  member,
  openOnly,
];
/** One's own words can always be taken away, also by who left the community or was banned. */
export const deleting: readonly Refusal<OwnComment>[] = [
  ['comment.unknown', (s) => !s.exists || (!s.visible && !s.own)],
  notAuthor,
];
