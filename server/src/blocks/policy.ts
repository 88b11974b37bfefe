import { MOST_BLOCKED } from '@egoejo/shared/blocks/model.ts';
import type { Refusal } from '../platform/policy.ts';

interface BlockStanding {
  /** Members would block themselves. */
  own: boolean;
  /** There is no open account of that member. */
  nobody: boolean;
  /** How many other members the member blocks. */
  others: number;
}
/** Who may block, and whom. A banned member may too, and everybody may stop at any time. */
export const blocking = [
  ['block.oneself', (s) => s.own],
  ['block.unknown_member', (s) => s.nobody],
  ['block.too_many', (s) => s.others >= MOST_BLOCKED],
] as const satisfies readonly Refusal<BlockStanding>[];
