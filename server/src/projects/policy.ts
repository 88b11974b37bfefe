import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/**
 * Most proposals of one member that are pending or were made within a day: more than anybody writes, but few enough not
 * to hide those of others.
 */
export const MOST_PROPOSALS = 50;

/** The community leaves proposing to a group in which they are not; its animators always may. */
const notInGroup = [
  'project.not_in_group',
  (s) => s.proposers !== null && !animates(s) && !s.groups.includes(s.proposers),
] as const satisfies Refusal<Standing>;

export const proposing = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['project.not_member', (s) => s.role === null && !s.animatesAll],
  notInGroup,
  openOnly,
] as const satisfies readonly Refusal<Standing>[];

/** Projects of a list are published at once, so an animator brings them. */
export const adding = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  ['project.not_animator', (s) => !animates(s)],
  openOnly,
] as const satisfies readonly Refusal<Standing>[];
/** Most projects that lists add to a community within a day. */
export const MOST_ADDED_A_DAY = 500;

/** A member's standing towards one project. */
export interface ProjectStanding extends Standing {
  /** Null: the project does not exist. */
  status: 'proposed' | 'published' | 'withdrawn' | 'declined' | null;
  /** They proposed it. */
  own: boolean;
}
/** A proposal is visible only to its author and to animators; other projects to all who may see their community. */
const invisible = [
  'project.unknown',
  (s) =>
    s.status === null || !s.visible || ((s.status === 'proposed' || s.status === 'declined') && !s.own && !animates(s)),
] as const satisfies Refusal<ProjectStanding>;

export const publishing = [
  activeOnly,
  invisible,
  ['project.not_animator', (s) => !animates(s)],
  ['project.already_published', (s) => s.status === 'published'],
  ['project.withdrawn', (s) => s.status !== 'proposed'],
  openOnly,
] as const satisfies readonly Refusal<ProjectStanding>[];

/**
 * The author may rewrite a proposal, and so submit a declined one again, and say what it needs; for a published project
 * animators may too.
 */
export const revising = [
  activeOnly,
  invisible,
  ['project.not_author', (s) => !s.own && !(s.status === 'published' && animates(s))],
  ['project.withdrawn', (s) => s.status === 'withdrawn'],
  notBarred,
  ['project.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<ProjectStanding>[];
/** Submitting a declined proposal again is proposing. */
export const rewriting = [
  ...revising,
  ['project.not_in_group', (s) => s.status === 'declined' && notInGroup[1](s)],
] as const satisfies readonly Refusal<ProjectStanding>[];
/** Most edits of one published project within a day: each is kept and sent to every device of its community. */
export const MOST_EDITS = 20;

/** Who may see a published project may follow it, and stop at any time. */
export const following = [
  activeOnly,
  invisible,
  ['project.not_published', (s) => s.status === 'proposed' || s.status === 'declined'],
] as const satisfies readonly Refusal<ProjectStanding>[];
/**
 * Photos are added and removed by the author of a proposal, and by animators on what is published: what an animator
 * judged does not change afterwards by its author's hand.
 */
export const picturing = [
  activeOnly,
  invisible,
  ['project.withdrawn', (s) => s.status === 'withdrawn'],
  ['project.not_author', (s) => s.status !== 'published' && !s.own],
  ['project.not_animator', (s) => s.status === 'published' && !animates(s)],
  notBarred,
  ['project.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<ProjectStanding>[];

/** An animator may withdraw any project, the author only a proposal. */
export const withdrawing = [
  activeOnly,
  invisible,
  ['project.not_animator', (s) => !animates(s) && !(s.own && s.status === 'proposed')],
  ['project.withdrawn', (s) => s.status === 'withdrawn'],
  ['project.not_published', (s) => s.status === 'declined'],
] as const satisfies readonly Refusal<ProjectStanding>[];
