import { activeOnly, animates, notBarred, openOnly, type Standing } from './model.ts';
import type { Refusal } from '../platform/policy.ts';

const invisible = ['community.unknown', (s) => !s.visible] as const satisfies Refusal<Standing>;

export interface Joining extends Standing {
  /** They have the key of the community's invitation poster. */
  invited: boolean;
}
/** A private community is unknown to outsiders, except to those with its key. */
export const joining = [
  activeOnly,
  ['community.unknown', (s) => !s.visible && !s.invited],
  notBarred,
  openOnly,
] as const satisfies readonly Refusal<Joining>[];

export interface Leaving {
  role: 'member' | 'moderator' | 'animator' | null;
  otherAnimators: number;
  otherMembers: number;
}
/** A community that has members must keep an animator. */
export const leaving = [
  ['community.last_animator', (s) => s.role === 'animator' && s.otherAnimators === 0 && s.otherMembers > 0],
] as const satisfies readonly Refusal<Leaving>[];

/** Only those who animate all communities make one. */
export const creating = [
  activeOnly,
  ['community.may_not_create', (s) => !s.animatesAll],
] as const satisfies readonly Refusal<Standing>[];

/** An animator may open an archived community again. */
export const archiving = [
  activeOnly,
  invisible,
  ['community.not_animator', (s) => !animates(s)],
] as const satisfies readonly Refusal<Standing>[];

interface Editing extends Standing {
  /** An import made it from a public file. */
  imported: boolean;
  toPrivate: boolean;
  /** The act names a group in which nobody is. */
  toNobody: boolean;
}
/** What was imported from a public file stays public. */
export const editing = [
  ...archiving,
  openOnly,
  ['community.imported', (s) => s.imported && s.toPrivate],
  ['community.unknown_group', (s) => s.toNobody],
] as const satisfies readonly Refusal<Editing>[];

export interface Tending extends Standing {
  /** The other one is a member of the community. */
  known: boolean;
  /** The community would lose its last animator. */
  losesLast: boolean;
}
/** Roles and removals of other members. */
export const tending = [
  ...archiving,
  ['community.no_such_member', (s) => !s.known],
  ['community.last_animator', (s) => s.losesLast],
] as const satisfies readonly Refusal<Tending>[];
