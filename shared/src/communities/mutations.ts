import * as z from 'zod/mini';
import { communityId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';

/** Joins a public community; members enter a private one through its animators. */
export const communityJoin = defineMutation({
  name: 'community.join',
  version: 1,
  args: z.strictObject({ community: communityId }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'membership', id: community }],
  optimistic: (view, { community }, { madeAt }) =>
    view.get('membership', community)
      ? []
      : [{ e: 'membership', id: community, row: { id: community, role: 'member', joinedAt: madeAt } }],
});

/** Leaves a community; its last animator cannot. */
export const communityLeave = defineMutation({
  name: 'community.leave',
  version: 1,
  args: z.strictObject({ community: communityId }),
  path: 'cold',
  writes: ({ community }) => [{ e: 'membership', id: community }],
  optimistic: (_view, { community }) => [{ e: 'membership', id: community, row: null }],
});
