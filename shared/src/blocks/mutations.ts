import * as z from 'zod/mini';
import { memberId } from '../platform/ids.ts';
import { line } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';
import { BLOCKED_NAME } from './model.ts';

/**
 * Blocks another member, or stops: neither can write to the other in a conversation of two, and what the blocked one
 * says in rooms notifies the member of nothing. `name`: as the member sees it, for the list of those they blocked.
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
