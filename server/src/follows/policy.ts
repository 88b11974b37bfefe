import { MOST_FOLLOWS } from '@egoejo/shared/follows/model.ts';
import { activeOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

interface FollowStanding extends Standing {
  /** Members would follow themselves. */
  own: boolean;
  /** There is no open account of the member who is to be followed. */
  nobody: boolean;
  /** It is a category that the catalogue does not have. */
  noCategory: boolean;
  /** How many other authors, categories and members the member follows. */
  others: number;
}
/** Who may follow, and what. Everybody may stop at any time. */
export const following = [
  activeOnly,
  ['follow.oneself', (s) => s.own],
  ['follow.unknown_member', (s) => s.nobody],
  ['follow.unknown_category', (s) => s.noCategory],
  ['follow.too_many', (s) => s.others >= MOST_FOLLOWS],
] as const satisfies readonly Refusal<FollowStanding>[];
