import * as z from 'zod/mini';
import { memberId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { BLOCKED_NAME } from './model.ts';

/**
 * Blocks another member, or unblocks them. While they are blocked, neither of the two can write in their conversation,
 * and nothing that the blocked member writes in rooms notifies the other. `name` is the name that the member sees; the
 * list of blocked members shows it.
 */
export const memberBlock = defineMutation({
  name: 'member.block',
  version: 1,
  args: z.strictObject({ member: memberId, on: z.boolean(), name: line(BLOCKED_NAME) }),
  path: 'cold',
  writes: ({ member }) => [{ e: 'blockedMember', id: member }],
  optimistic(view, { member: id, on, name }, { madeAt }) {
    const since = view.get('blockedMember', id)?.since ?? madeAt;
    return [{ e: 'blockedMember', id, row: on ? { id, name, since } : null }];
  },
});
