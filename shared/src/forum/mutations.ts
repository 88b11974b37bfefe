import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { prose } from '../platform/texts.ts';
import { commentId, communityId, topicId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { topicTitle } from './model.ts';

/** Opens a topic with its first comment, both under ids that the client makes. */
export const topicBegin = defineMutation({
  name: 'topic.begin',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`), like `first`. */
    id: topicId,
    first: commentId,
    /** Null: in the forum of all. */
    community: z.nullable(communityId),
    title: topicTitle,
    text: prose(TEXT.comment, 1),
    /** With the member's name as the server has it then; else without a name. */
    signed: z.boolean(),
  }),
  path: 'cold',
  writes: ({ id, first }) => [
    { e: 'topic', id },
    { e: 'comment', id: first },
  ],
  reads: ({ community }, { member }) => [
    ...(community === null ? [] : [{ e: 'community' as const, id: community }]),
    { e: 'profile', id: member },
  ],
  optimistic: (view, { id, first, community, title, text, signed }, { member, madeAt }) => [
    {
      e: 'topic',
      id,
      row: {
        id,
        community,
        title,
        first,
        club: null,
        upTo: null,
        day: null,
        closed: false,
        pinned: false,
        createdAt: madeAt,
      },
    },
    {
      e: 'comment',
      id: first,
      row: {
        id: first,
        project: null,
        topic: id,
        kind: 'comment',
        parent: null,
        author: member,
        name: signed ? (view.get('profile', member)?.name ?? null) : null,
        text,
        state: 'shown',
        createdAt: madeAt,
        editedAt: null,
      },
    },
  ],
});

/**
 * Gives a topic another title, closes or opens it, or puts it before the others; what is left out stays. Its author and
 * animators do, but only animators pin.
 */
export const topicChange = defineMutation({
  name: 'topic.change',
  version: 1,
  args: z.strictObject({
    topic: topicId,
    title: z.exactOptional(topicTitle),
    closed: z.exactOptional(z.boolean()),
    pinned: z.exactOptional(z.boolean()),
  }),
  path: 'cold',
  writes: ({ topic }) => [{ e: 'topic', id: topic }],
  optimistic(view, { topic, ...said }) {
    const row = view.get('topic', topic);
    return row ? [{ e: 'topic', id: topic, row: { ...row, ...said } }] : [];
  },
});
