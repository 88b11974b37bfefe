import { activeOnly, animates, openOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** A member's standing towards a concept of a community. */
export interface ConceptStanding extends Standing {
  /** There is such a concept. */
  exists: boolean;
}
const notAnimator = ['community.not_animator', (s) => !animates(s)] as const satisfies Refusal<Standing>;

/** The animators of a community write its concepts. */
export const writing = [
  activeOnly,
  ['community.unknown', (s) => !s.visible],
  notAnimator,
  openOnly,
] as const satisfies readonly Refusal<Standing>[];
/** They link and delete them; whoever may not see the community learns nothing of them. */
export const tending = [
  activeOnly,
  ['concept.unknown', (s) => !s.exists || !s.visible],
  notAnimator,
  openOnly,
] as const satisfies readonly Refusal<ConceptStanding>[];
