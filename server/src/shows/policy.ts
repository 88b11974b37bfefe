import { MOST_SHOWS } from '@egoejo/shared/shows/model.ts';
import { activeOnly, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** A member's standing towards a show, and in the community that the act names. */
export interface ShowStanding extends Standing {
  own: boolean;
  /** They may see the show. */
  seen: boolean;
  /** The same feed is already where the show is to be. */
  twice: boolean;
  /** How many others for everybody they have, if this one is to be for everybody. */
  open: number;
}
const place = [
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['show.not_member', (s) => s.role === null && !s.animatesAll],
  openOnly,
] as const satisfies readonly Refusal<Standing>[];
const twice = ['show.exists', (s) => s.twice] as const satisfies Refusal<Pick<ShowStanding, 'twice'>>;
type Counts = { today: number; all: number };
const tooOpen = ['show.too_many', (s) => s.open >= MOST_SHOWS.public] as const satisfies Refusal<
  Pick<ShowStanding, 'open'>
>;
const tooMany = [
  'show.too_many',
  (s) => s.today >= MOST_SHOWS.day || s.all >= MOST_SHOWS.all,
] as const satisfies Refusal<Counts>;

/** Adds a show. `today` and `all`: how many this member added within a day, and has. */
export const adding = [activeOnly, twice, tooOpen, tooMany] as const satisfies readonly Refusal<
  ShowStanding & Counts
>[];
/** The same in a community to which they belong. */
export const addingTo = [activeOnly, ...place, twice, tooMany] as const satisfies readonly Refusal<
  ShowStanding & Counts
>[];

const owning = [
  activeOnly,
  ['show.unknown', (s) => !s.own && !s.seen],
  ['show.not_owner', (s) => !s.own],
] as const satisfies readonly Refusal<ShowStanding>[];
/** Only who added a show says who sees it. */
export const sharing = [...owning, twice, tooOpen] as const satisfies readonly Refusal<ShowStanding>[];
/** They share it with a community to which they belong. */
export const sharingTo = [...owning, ...place, twice] as const satisfies readonly Refusal<ShowStanding>[];

/** They remove it in any case, also without the right to add more. */
export const removing = [['show.not_owner', (s) => s.seen && !s.own]] as const satisfies readonly Refusal<
  Pick<ShowStanding, 'own' | 'seen'>
>[];

/** Follows a show that they see. */
export const following = [activeOnly, ['show.unknown', (s) => !s.own && !s.seen]] as const satisfies readonly Refusal<
  Standing & Pick<ShowStanding, 'own' | 'seen'>
>[];

/** Asks for an episode of a show that they see. `today`: how many others they asked for within a day. */
export const asking = [
  activeOnly,
  ['episode.unknown', (s) => !s.own && !s.seen],
  ['episode.too_many', (s) => s.today >= MOST_SHOWS.asks],
] as const satisfies readonly Refusal<Standing & Pick<ShowStanding, 'own' | 'seen'> & { today: number }>[];
