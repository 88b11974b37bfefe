import * as z from 'zod/mini';
import { TEXT } from '../accounts/model.ts';
import { prose } from '../platform/texts.ts';
import { commentId, memberId, projectId, topicId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { MOST_MENTIONS, commentKind } from './model.ts';

const text = prose(TEXT.comment, 1);
const mentions = z.array(memberId).check(z.maxLength(MOST_MENTIONS));

/**
 * A comment, an answer, or news by who carries the project, under an id the client makes. Since version 3 it stands on
 * a project or in a topic of a forum, where there are no news. `signed`: with the member's name as the server has it
 * then; else without a name, whatever their profile shows.
 */
export const commentWrite = defineMutation({
  name: 'comment.write',
  version: 3,
  upcast: { 1: (args) => args, 2: (args) => args },
  args: z
    .strictObject({
      /** Created on the device (`newId`). */
      id: commentId,
      /** On what it stands: a project or a topic; one of them, and not both. */
      project: z.exactOptional(projectId),
      topic: z.exactOptional(topicId),
      kind: commentKind,
      parent: z.nullable(commentId),
      text,
      signed: z.boolean(),
      mentions,
      /** The comment in this thread that it answers in particular: its writer is told, also of an unsigned one. */
      answers: z.exactOptional(commentId),
    })
    .check(z.refine(({ project, topic }) => (project === undefined) !== (topic === undefined))),
  path: 'cold',
  writes: ({ id }) => [{ e: 'comment', id }],
  reads: ({ project, topic }, { member }) => [
    ...(project === undefined ? [] : [{ e: 'project' as const, id: project }]),
    ...(topic === undefined ? [] : [{ e: 'topic' as const, id: topic }]),
    { e: 'profile', id: member },
  ],
  optimistic: (view, { id, project = null, topic = null, kind, parent, text: words, signed }, { member, madeAt }) => [
    {
      e: 'comment',
      id,
      row: {
        id,
        project,
        topic,
        kind,
        parent,
        author: member,
        name: signed ? (view.get('profile', member)?.name ?? null) : null,
        text: words,
        state: 'shown',
        createdAt: madeAt,
        editedAt: null,
      },
    },
  ],
});

/** Its author changes the words. */
export const commentEdit = defineMutation({
  name: 'comment.edit',
  version: 1,
  args: z.strictObject({ comment: commentId, text }),
  path: 'cold',
  writes: ({ comment }) => [{ e: 'comment', id: comment }],
  optimistic(view, { comment, text: words }, { madeAt }) {
    const row = view.get('comment', comment);
    return row?.state === 'shown'
      ? [{ e: 'comment', id: comment, row: { ...row, text: words, editedAt: madeAt } }]
      : [];
  },
});

/** Its author takes the words and the name away; answers stay. */
export const commentDelete = defineMutation({
  name: 'comment.delete',
  version: 1,
  args: z.strictObject({ comment: commentId }),
  path: 'cold',
  writes: ({ comment }) => [{ e: 'comment', id: comment }],
  optimistic(view, { comment }) {
    const row = view.get('comment', comment);
    return row
      ? [
          {
            e: 'comment',
            id: comment,
            row: { ...row, author: null, writer: null, name: null, text: '', state: 'deleted' },
          },
        ]
      : [];
  },
});
