import { activeOnly, notBarred, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

interface ReviewStanding extends Standing {
  /** There is such a work. */
  exists: boolean;
  /** The part of it that the member came to by reading is large enough. */
  read: boolean;
}
/** Who read at least a quarter of a work that they may see. */
export const reviewing = [
  activeOnly,
  ['review.unknown_work', (s) => !s.exists || !s.visible],
  notBarred,
  ['review.not_read', (s) => !s.read],
] as const satisfies readonly Refusal<ReviewStanding>[];
