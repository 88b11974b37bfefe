import { activeOnly, animates, openOnly, type Refusal, type Standing } from '../platform/policy.ts';

/** Most comments of one member within a day: more than anybody writes. */
export const MOST_COMMENTS = 100;

/** A member's standing towards a project they write about. */
interface CommentStanding extends Standing {
  /** The project is published. */
  published: boolean;
  withdrawn: boolean;
  /** They proposed it. */
  carries: boolean;
}
const member: Refusal<CommentStanding> = ['comment.not_member', (s) => s.role === null && !s.animatesAll];

/** Members of the community comment on what is published there. */
export const commenting: readonly Refusal<CommentStanding>[] = [
  activeOnly,
  ['project.unknown', (s) => !s.visible || (!s.published && !s.withdrawn)],
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
export const editing: readonly Refusal<OwnComment>[] = [
  activeOnly,
  ['comment.unknown', (s) => !s.exists || !s.visible],
  notAuthor,
  openOnly,
];
/** One's own words can always be taken away, also by who left the community or was banned. */
export const deleting: readonly Refusal<OwnComment>[] = [
  ['comment.unknown', (s) => !s.exists || (!s.visible && !s.own)],
  notAuthor,
];
