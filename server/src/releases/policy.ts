import { MOST_RELEASES } from '@egoejo/shared/releases/model.ts';
import { activeOnly, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** A member's standing towards what they want to release, and in the community that the act names. */
export interface ReleaseStanding extends Standing {
  /** The release happened already. */
  out: boolean;
  /** How many others they have. */
  others: number;
  /** One of the tracks they neither added nor see. */
  unknown: boolean;
  /** One of the tracks is of somebody else. */
  foreign: boolean;
  /** One of the tracks is an episode of a show. */
  given: boolean;
}

/** A member releases tracks that they added. */
export const planning = [
  activeOnly,
  ['release.out', (s) => s.out],
  ['release.too_many', (s) => s.others >= MOST_RELEASES],
  ['track.unknown', (s) => s.unknown],
  ['track.not_owner', (s) => s.foreign],
  ['track.of_show', (s) => s.given],
] as const satisfies readonly Refusal<ReleaseStanding>[];

/** They release them to a community to which they belong. */
export const planningFor = [
  ...planning,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['track.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<ReleaseStanding>[];
