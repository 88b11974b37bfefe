import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { bookId } from '../platform/ids.ts';
import { prose } from '../platform/texts.ts';
import { defineMutation } from '../sync/mutation.ts';

const stars = z.int().check(z.minimum(1), z.maximum(5));

/**
 * Reviews a work of which the member read at least a quarter, or changes their review of it. `signed`: others see the
 * member's name with it. The mean of the stars moves once the server has counted it.
 */
export const reviewWrite = defineMutation({
  name: 'review.write',
  version: 1,
  args: z.strictObject({ work: bookId, stars, text: prose(TEXT.comment), signed: z.boolean() }),
  path: 'cold',
  writes: ({ work }) => [{ e: 'review', id: work }],
  reads: ({ work }) => [{ e: 'work', id: work }],
  optimistic(view, { work, ...said }, { madeAt }) {
    const old = view.get('review', work);
    const row = {
      id: work,
      ...said,
      hidden: old?.hidden ?? false,
      writtenAt: old?.writtenAt ?? madeAt,
      changedAt: old ? madeAt : null,
    };
    return [{ e: 'review', id: work, row }];
  },
});

/** Takes the member's review of a work back; where there is none it is applied without effect. */
export const reviewRemove = defineMutation({
  name: 'review.remove',
  version: 1,
  args: z.strictObject({ work: bookId }),
  path: 'cold',
  writes: ({ work }) => [{ e: 'review', id: work }],
  optimistic: (_view, { work }) => [{ e: 'review', id: work, row: null }],
});
