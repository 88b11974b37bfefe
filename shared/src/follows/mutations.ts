import * as z from 'zod/mini';
import { defineMutation } from '../sync/mutation.ts';
import { followed, followId } from './model.ts';

/** Follows an author, a category or a member, or stops: the member is told of their new works and texts. */
export const followSet = defineMutation({
  name: 'follow.set',
  version: 1,
  args: z.strictObject({ of: followed, on: z.boolean() }),
  path: 'cold',
  writes: ({ of }) => [{ e: 'follow', id: followId(of) }],
  optimistic(view, { of, on }, { madeAt }) {
    const id = followId(of);
    const since = view.get('follow', id)?.since ?? madeAt;
    return [{ e: 'follow', id, row: on ? { id, of, since } : null }];
  },
});
