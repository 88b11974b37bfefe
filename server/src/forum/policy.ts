import { activeOnly, animates, notBarred, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** Within a day: most topics that one member opens, and changes of one topic. */
export const MOST_TOPICS = 20;
export const MOST_CHANGES = 30;

/** `ofAll`: it concerns the forum of all, in which every member opens topics. */
interface Place extends Standing {
  ofAll: boolean;
}

export const beginning = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notBarred,
  ['topic.not_member', (s) => s.role === null && !s.animatesAll && !s.ofAll],
  openOnly,
] as const satisfies readonly Refusal<Place>[];

interface TopicStanding extends Place {
  /** There is such a topic, and what opened it is shown. */
  exists: boolean;
  own: boolean;
  /** The change puts it before the others, or back among them. */
  pins: boolean;
}
/** Who opened a topic changes it, and animators; only animators pin. */
export const changing = [
  activeOnly,
  ['topic.unknown', (s) => !s.exists || !s.visible],
  notBarred,
  ['topic.not_author', (s) => !animates(s) && (!s.own || (s.role === null && !s.ofAll))],
  ['topic.not_animator', (s) => s.pins && !animates(s)],
  openOnly,
] as const satisfies readonly Refusal<TopicStanding>[];
