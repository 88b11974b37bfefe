import { MOST_TRACKS } from '@egoejo/shared/tracks/model.ts';
import { activeOnly, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Adds a track. `today` and `all`: how many this member added within a day, and altogether. */
export const adding = [
  activeOnly,
  ['track.exists', (s) => s.known],
  ['track.too_many', (s) => s.today >= MOST_TRACKS.day || s.all >= MOST_TRACKS.all],
] as const satisfies readonly Refusal<Standing & { known: boolean; today: number; all: number }>[];

/** A member's standing towards a track, and in the community that the act names. */
export interface TrackStanding extends Standing {
  own: boolean;
  /** They may see the track. */
  seen: boolean;
  /** It is an episode of a show. */
  given: boolean;
}
const unknown = ['track.unknown', (s) => !s.own && !s.seen] as const satisfies Refusal<TrackStanding>;
const owner = ['track.not_owner', (s) => !s.own] as const satisfies Refusal<TrackStanding>;

/** Only who added a track changes it, or takes it back from others. */
export const editing = [activeOnly, unknown, owner] as const satisfies readonly Refusal<TrackStanding>[];

/** They say who hears it, but of an episode, which follows its show. */
export const sharing = [
  ...editing,
  ['track.of_show', (s) => s.given],
] as const satisfies readonly Refusal<TrackStanding>[];
/** They share it with a community to which they belong. */
export const sharingTo = [
  ...sharing,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['track.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<TrackStanding>[];

/** They remove it in any case, also without the right to add more. */
export const removing = [['track.not_owner', (s) => s.seen && !s.own]] as const satisfies readonly Refusal<
  Pick<TrackStanding, 'own' | 'seen'>
>[];
