import * as z from 'zod/mini';
import { recommendedId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';

/**
 * Says that a work or a track is not for the member, or takes that back. It leaves the list of recommendations at once,
 * with those that it led to; the next list is computed without it.
 */
export const recommendationRefuse = defineMutation({
  name: 'recommendation.refuse',
  version: 1,
  args: z.strictObject({ work: recommendedId, refused: z.boolean() }),
  path: 'cold',
  writes: ({ work }) => [{ e: 'unwanted', id: work }],
  optimistic(view, { work, refused }, { madeAt }) {
    const row = refused ? (view.get('unwanted', work) ?? { id: work, at: madeAt }) : null;
    return [{ e: 'unwanted', id: work, row }];
  },
});
