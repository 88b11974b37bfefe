import { activeOnly, animates, type Refusal, type Standing } from '../platform/policy.ts';

export const proposing: readonly Refusal<Standing>[] = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  ['project.not_member', (s) => s.role === null && !s.animatesAll],
];

/** A member's standing towards one project. */
export interface ProjectStanding extends Standing {
  /** null: there is no such project. */
  status: 'proposed' | 'published' | 'withdrawn' | 'declined' | null;
  /** They proposed it. */
  own: boolean;
}
/** A proposal is its author's and the animators' alone; the rest is whoever's may see its community. */
const invisible: Refusal<ProjectStanding> = [
  'project.unknown',
  (s) => s.status === null || !s.visible || ((s.status === 'proposed' || s.status === 'declined') && !s.own && !animates(s)),
];

export const publishing: readonly Refusal<ProjectStanding>[] = [
  activeOnly,
  invisible,
  ['project.not_animator', (s) => !animates(s)],
  ['project.already_published', (s) => s.status === 'published'],
  ['project.withdrawn', (s) => s.status !== 'proposed'],
];

/** An animator's, or the author's while it is a proposal. */
export const withdrawing: readonly Refusal<ProjectStanding>[] = [
  activeOnly,
  invisible,
  ['project.not_animator', (s) => !animates(s) && !(s.own && s.status === 'proposed')],
  ['project.withdrawn', (s) => s.status === 'withdrawn'],
  ['project.not_published', (s) => s.status === 'declined'],
];
