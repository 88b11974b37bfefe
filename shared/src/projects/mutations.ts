import * as z from 'zod/mini';
import { TEXT, shortText } from '../accounts/model.ts';
import { communityId, projectId } from '../platform/ids.ts';
import { defineMutation } from '../sync/mutation.ts';
import { cost } from './model.ts';

/** A proposal, under an id the client makes. It is in its author's own scope until an animator publishes it. */
export const projectPropose = defineMutation({
  name: 'project.propose',
  version: 1,
  args: z.strictObject({
    /** Created on the device (`newId`). */
    id: projectId,
    community: communityId,
    title: shortText(TEXT.title, 1),
    summary: shortText(TEXT.summary, 1),
    text: shortText(TEXT.text),
    category: shortText(60),
    place: shortText(TEXT.place),
    cost: z.nullable(cost),
  }),
  path: 'cold',
  writes: ({ id }) => [
    { e: 'project', id },
    { e: 'projectText', id },
  ],
  optimistic: (_view, { text, ...head }, { member, madeAt }) => [
    {
      e: 'project',
      id: head.id,
      row: { ...head, picture: null, status: 'proposed', author: member, createdAt: madeAt },
    },
    { e: 'projectText', id: head.id, row: { id: head.id, text } },
  ],
});

/** An animator's: the proposal moves to its community's scope. */
export const projectPublish = defineMutation({
  name: 'project.publish',
  version: 1,
  args: z.strictObject({ project: projectId }),
  path: 'cold',
  writes: ({ project }) => [{ e: 'project', id: project }],
  optimistic(view, { project }) {
    const row = view.get('project', project);
    return row ? [{ e: 'project', id: project, row: { ...row, status: 'published' } }] : [];
  },
});

/**
 * An animator's, or the author's while it is a proposal. The project keeps the grains planted and takes no more (R7).
 */
export const projectWithdraw = defineMutation({
  name: 'project.withdraw',
  version: 1,
  args: z.strictObject({ project: projectId, reason: shortText(TEXT.summary) }),
  path: 'cold',
  writes: ({ project }) => [{ e: 'project', id: project }],
  optimistic(view, { project }) {
    const row = view.get('project', project);
    return row ? [{ e: 'project', id: project, row: { ...row, status: 'withdrawn' } }] : [];
  },
});
