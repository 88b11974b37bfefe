import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { line, prose } from '../platform/texts.ts';
import { anyId, communityId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { MOST_NOTIFICATIONS } from './model.ts';

/** Marks notifications as read, on every device of the member. Those that are gone or read already do not change. */
export const notificationRead = defineMutation({
  name: 'notification.read',
  version: 1,
  args: z.strictObject({ ids: z.array(anyId).check(z.minLength(1), z.maxLength(MOST_NOTIFICATIONS)) }),
  path: 'cold',
  orderless: true,
  writes: ({ ids }) => ids.map((id) => ({ e: 'notification', id })),
  optimistic: (view, { ids }, { madeAt }) =>
    ids.flatMap((id) => {
      const row = view.get('notification', id);
      return row ? [{ e: 'notification' as const, id, row: { ...row, readAt: row.readAt ?? madeAt } }] : [];
    }),
});

/**
 * An animator's, to the members of a community, or an administrator's, to all (`community` null): at most one a day
 * each. It arrives among everybody's notifications; its author's own is there at once, read.
 */
export const communityAnnounce = defineMutation({
  name: 'community.announce',
  version: 1,
  args: z.strictObject({
    id: anyId,
    community: z.nullable(communityId),
    title: line(TEXT.title, 1),
    text: prose(TEXT.comment, 1),
  }),
  path: 'cold',
  writes: ({ id }) => [{ e: 'notification', id }],
  optimistic: (_view, args, { madeAt }) => [
    {
      e: 'notification',
      id: args.id,
      row: {
        ...args,
        kind: 'announcement',
        project: null,
        poll: null,
        comment: null,
        createdAt: madeAt,
        readAt: madeAt,
      },
    },
  ],
});
